#!/bin/sh
# Pictures of Veil's dialogs and windows for docs/images, taken in a real Fiji or ImageJ2.
#
# usage: run.sh CLASSPATH PICTURES WORK
#   CLASSPATH  jars of ImageJ2 or Fiji (ImageJ, imagej-legacy, SCIFIO, scijava-ui-swing, ...), of
#              Veil, and of what Veil needs
#   PICTURES   folder for the PNG files, for instance docs/images
#   WORK       empty folder for what the commands write
#
# Needs Xvfb, or a screen in DISPLAY with nothing else in front.
set -e
classpath=$1
pictures=$2
work=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$pictures" "$work"
if [ -z "$DISPLAY" ]; then
    Xvfb :88 -screen 0 1400x1500x24 >/dev/null 2>&1 &
    server=$!
    trap 'kill $server' EXIT
    export DISPLAY=:88
fi
java -Xmx2g --add-opens java.base/java.lang=ALL-UNNAMED -cp "$classpath" \
    "$here/Screenshots.java" "$pictures" "$work"
