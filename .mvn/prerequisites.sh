#!/bin/sh
# Finds what a build needs, or says in one line what is missing and which package has it.
#
#   prerequisites.sh [--maven VERSION]   checks everything; VERSION is the Maven that asks
#   . prerequisites.sh                   defines find_jdk, check_tools and missing for the launcher

JDK_NEEDED=22

missing() {
  echo "wengert needs $1; Debian: apt install $2; Fedora: dnf install $3; Homebrew: brew install $4" >&2
  return 1
}

# jdk_version HOME: the feature release of a JDK (not a bare runtime), or 0.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  echo "${version:-0}"
}

# Prints the home of the first JDK that is new enough: JAVA_HOME, the PATH, then the usual folders.
find_jdk() {
  path_java=$(command -v java 2>/dev/null) && path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
  for home in "${JAVA_HOME:-}" "${JDK_HOME:-}" "${path_java%/bin/java}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.m2/jdks/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk/libexec /opt/java/*; do
    [ -n "$home" ] && [ "$(jdk_version "$home")" -ge $JDK_NEEDED ] && { echo "$home"; return; }
  done
  missing "a JDK of version $JDK_NEEDED or newer" "openjdk-25-jdk (older releases: temurin-25-jdk from adoptium.net)" java-latest-openjdk-devel openjdk
}

# at_least VERSION MAJOR MINOR
at_least() {
  major=${1%%.*}
  rest=${1#*.}
  minor=${rest%%[!0-9]*}
  [ "${major:-0}" -gt "$2" ] || { [ "${major:-0}" -eq "$2" ] && [ "${minor:-0}" -ge "$3" ]; }
}

# check_tools MAVEN_VERSION
check_tools() {
  at_least "${1:-0.0}" 3 8 || missing "Maven 3.8 or newer (mvn on the PATH)" maven maven maven || return 1
  cmake=$(cmake --version 2>/dev/null | sed -n '1s/[^0-9]*//p')
  at_least "${cmake:-0.0}" 3 20 || missing "CMake 3.20 or newer" cmake cmake cmake || return 1
  command -v make >/dev/null 2>&1 || missing make make make make || return 1
  for compiler in "${CC:-cc}" cc gcc clang; do
    command -v "${compiler%% *}" >/dev/null 2>&1 && return 0
  done
  missing "a C compiler (cc, gcc or clang)" "gcc libc6-dev" gcc gcc
}

case "${0##*/}" in
  prerequisites.sh)
    [ "${1:-}" = --maven ] && maven=$2 || maven=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    find_jdk >/dev/null && check_tools "$maven"
    ;;
esac
