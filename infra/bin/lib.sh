# What the programs of this folder share: finding a JDK 25 and Maven, building what is missing,
# starting a program of a module. Sourced, never run. Bash 3.2 is enough.

MAIN_FLAGS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

say() { printf '%s\n' "$*" >&2; }
refuse() { say "$*"; exit 2; }

cores() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }

# A JDK 25 says so in its release file; one without javac is only a runtime.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ -f "$1/release" ] &&
    grep -q '^JAVA_VERSION="25[".+-]' "$1/release"
}

# Prints the home of a `java` on the PATH, links resolved.
home_of_java_on_path() {
  local java
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    local target
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

candidate_homes() {
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  home_of_java_on_path
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 25 2>/dev/null
  local home
  for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk*25* /opt/*25*jdk* /opt/java/* \
    /usr/local/*jdk*25* /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jenv/versions/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/*/Contents/Home; do
    [ -d "$home" ] && printf '%s\n' "$home"
  done
  return 0
}

find_java() {
  local home
  while IFS= read -r home; do
    if is_jdk_25 "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done <<EOF
$(candidate_homes)
EOF
  refuse "Batchline needs a JDK 25 and found none. Install one, for example Eclipse Temurin 25 (https://adoptium.net), and set JAVA_HOME to it."
}

# 3.8 or newer, 4 included.
is_maven() {
  local version
  version=$("$1" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
  [ -n "$version" ] || return 1
  set -- $version
  [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && [ "$2" -ge 8 ]; }
}

find_maven() {
  local mvn
  for mvn in "$(command -v mvn)" "${MAVEN_HOME:-/nowhere}/bin/mvn" "${M2_HOME:-/nowhere}/bin/mvn" \
    /usr/share/maven/bin/mvn /opt/*maven*/bin/mvn /usr/local/bin/mvn /opt/homebrew/bin/mvn \
    "$HOME"/.sdkman/candidates/maven/*/bin/mvn "$HOME"/.asdf/installs/maven/*/bin/mvn \
    "$HOME"/.local/share/mise/installs/maven/*/bin/mvn \
    "$HOME"/.local/share/mise/installs/maven/*/*/bin/mvn; do
    if [ -n "$mvn" ] && [ -x "$mvn" ] && is_maven "$mvn"; then
      MVN=$mvn
      return 0
    fi
  done
  refuse "Batchline is built with Maven 3.8 or newer and found none. Install it (Debian: apt-get install maven, macOS: brew install maven) so that mvn is on the PATH."
}

# What a build depends on: the content of every source and pom, so that edits, deletions and other
# branches are all seen, and the build that is there now.
fingerprint() {
  (
    cd "$ROOT" || exit 1
    find . \( -name target -o -name .git -o -path './*/src/test' \) -prune -o \
      -type f \( -name pom.xml -o -path '*/src/main/*' -o -path './.mvn/*' \) -exec cksum {} + |
      LC_ALL=C sort -k 3
    find "$1/target" -maxdepth 2 -name '*-SNAPSHOT.jar' -exec cksum {} + 2>/dev/null |
      LC_ALL=C sort -k 3
  ) | cksum
}

# Builds the module of a program when it is not there or not what the sources say.
build() {
  local module=$1 stamp=$ROOT/$1/target/built-from
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint "$module")" ]; then
    return 0
  fi
  find_maven
  mkdir -p "$ROOT/$module/target"
  rm -rf "$stamp" "$ROOT/$module/target/lib"
  local log=$ROOT/$module/target/build.log
  (cd "$ROOT" && exec "$MVN" -B -ntp -T 1C -pl "$module" -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
    package) >"$log" 2>&1 </dev/null &
  local pid=$!
  trap 'kill "$pid" 2>/dev/null; say ""; exit 130' INT TERM
  show_build "$pid" "$log"
  if ! wait "$pid"; then
    say "The build failed. The end of $log:"
    grep -v '^\[INFO\] *$' "$log" | tail -n 25 >&2
    exit 1
  fi
  trap - INT TERM
  fingerprint "$module" >"$stamp"
}

# One line that says how far the build is, renewed on a terminal and written once elsewhere.
show_build() {
  local pid=$1 log=$2 started=$SECONDS at
  if [ ! -t 2 ]; then
    say "Building (log: $log)"
    while kill -0 "$pid" 2>/dev/null; do sleep 1; done
    say "Built in $((SECONDS - started)) s"
    return 0
  fi
  while kill -0 "$pid" 2>/dev/null; do
    at=$(sed -n 's/^\[INFO\] Building \(.*\) [^ ]*-SNAPSHOT *\[\(.*\)\]$/\2 \1/p' "$log" 2>/dev/null | tail -n 1)
    printf '\r\033[KBuilding, %d s  %.60s' "$((SECONDS - started))" "$at" >&2
    sleep 1
  done
  printf '\r\033[K' >&2
}

# Becomes the program: launch <module> <main class> <flags of the JVM> -- <arguments>
launch() {
  local module=$1 main=$2 flags=$3
  shift 4
  find_java
  build "$module"
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $MAIN_FLAGS $flags ${BATCHLINE_TURBOJPEG:+"-Dbatchline.turbojpeg=$BATCHLINE_TURBOJPEG"} \
    ${BATCHLINE_JAVA_OPTS:-} \
    -cp "$ROOT/$module/target/classes:$ROOT/$module/target/lib/*" "$main" "$@"
}

# The same for a program of moments, whose start is most of its time: little is compiled, and the classes it used
# last time are kept as the JVM had them. From jars only, which the JVM can tell to be unchanged.
launch_briefly() {
  local module=$1 main=$2
  shift 3
  find_java
  build "$module"
  local target=$ROOT/$module/target jar
  jar=$(echo "$target"/*-SNAPSHOT.jar)
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $MAIN_FLAGS -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$target/commands.jsa" -Xlog:disable \
    ${BATCHLINE_JAVA_OPTS:-} -cp "$jar:$target/lib/*" "$main" "$@"
}
