#!/bin/sh
# Runs the example against the package that "mvn package" has made: duplicates.sh [--json] FILE
here=$(dirname "$0")
exec java -cp "$here/target/storymap-0.1.0.jar:$here/target/lib/*" "$here/examples/Duplicates.java" "$@"
