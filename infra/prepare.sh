# What infra/run, infra/test, infra/token and .ci/run share. Sourced, from the project's root.

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "$me" "$*" >&2; exit 1; }

# Maven lives for minutes, most of which it formats and waits: C1 halves what it costs (measured).
export MAVEN_OPTS=${MAVEN_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}

# Sets JAVA_HOME to a JDK 25, or says what to install.
find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
    if [ -x "$candidate/bin/javac" ] && "$candidate/bin/javac" -version 2>&1 | grep -q '^javac 25'; then
      export JAVA_HOME=$candidate PATH=$candidate/bin:$PATH
      return 0
    fi
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# install COMMAND=PACKAGE…: installs the packages of the commands that are not there.
install() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || [ -x "/usr/sbin/${pair%%=*}" ] || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  may_install || fail "please install: ${missing[*]}  (apt-get install ${missing[*]})"
  say "Installing ${missing[*]} …"
  { [ -n "$(find /var/lib/apt/lists -name '*_Packages*' -print -quit 2>/dev/null)" ] ||
      as_root apt-get -qq update; } >/dev/null &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "could not install ${missing[*]}; is the network there? Try: apt-get update && apt-get install ${missing[*]}"
}

# JDK 25, Maven, Node, Chromium and ffmpeg: what building and running needs.
prepare() {
  if ! find_jdk; then
    if may_install && apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
      install javac-25=openjdk-25-jdk-headless
    fi
    find_jdk || fail "needs a JDK 25 and finds none. Install one (package openjdk-25-jdk or temurin-25-jdk, or unpack one) and set JAVA_HOME to it."
  fi
  install mvn=maven node=nodejs npm=npm chromium=chromium ffmpeg=ffmpeg setsid=util-linux
}

# Builds everything if a source changed since the last time, and lays the jars out for a quick start.
build() {
  if [ "$(sources)" != "$(cat "$built" 2>/dev/null)" ]; then
    say "Building (the first time takes some minutes) …"
    mvn -B -ntp -T2 -DskipTests -Dspotless.check.skip package -pl '!infra/bench' 2>&1 | tee infra/local/build.log |
      grep --line-buffered -E '^\[INFO\] (Building .*SNAPSHOT +\[|BUILD)|^\[ERROR\]' | cut -c1-150
    [ "${PIPESTATUS[0]}" = 0 ] || fail "the build failed; all of it: infra/local/build.log"
    rm -f infra/local/build.log
    remember_built
  fi
  lay_out
}

built=infra/local/target/sources.sum

# A number for the sources as they are now.
sources() {
  git ls-files -z --cached --others --exclude-standard -- ':!infra/e2e' ':!infra/bench' ':!infra/deploy' ':!*.md' |
    xargs -0 cat 2>/dev/null | sha256sum
}

remember_built() { sources >"$built"; }

# Unpacks the jars, which start faster so.
lay_out() {
  local module jar
  for jar in */target/*-SNAPSHOT.jar infra/local/target/*-SNAPSHOT.jar; do
    module=${jar%/target/*}
    [ "$jar" -nt "$module/target/extracted" ] || continue
    rm -rf "$module/target/extracted"
    java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djarmode=tools -jar "$jar" extract --destination "$module/target/extracted" >/dev/null ||
      { rm -rf "$module/target/extracted"; fail "could not unpack $jar; remove it and start again"; }
  done
  fetch_stand_in
}

# Fetches what the PeerTube stand-in is made of.
fetch_stand_in() {
  if [ infra/local/peertube/package-lock.json -nt infra/local/peertube/node_modules ]; then
    say "Fetching what the PeerTube stand-in is made of …"
    (cd infra/local/peertube && npm ci --no-audit --no-fund --loglevel=error) || fail "npm ci failed in infra/local/peertube; is the network there?"
    touch infra/local/peertube/node_modules
  fi
}
