# What Aule needs from the machine: a JDK, Maven, Node, and where it may, it gets them itself.

# --- JDK 25 ---------------------------------------------------------------------------------------------------------

jdk_version() {
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release"
    elif [ -x "$1/bin/java" ]; then
        "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1
    fi
}

is_jdk25() {
    [ -x "$1/bin/javac" ] || return 1
    case $(jdk_version "$1") in 25 | 25.* | 25-* | 25+*) return 0 ;; *) return 1 ;; esac
}

jdk_on_path() {
    tools_java=$(command -v java 2>/dev/null) || return 0
    tools_java=$(readlink -f "$tools_java" 2>/dev/null || echo "$tools_java")
    dirname "$(dirname "$tools_java")"
}

# jdk_candidates: every place where a JDK may be, one a line. AULE_JDK_FOLDERS replaces the usual folders of JDKs.
jdk_candidates() {
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    jdk_on_path
    if [ -n "${AULE_JDK_FOLDERS:-}" ]; then
        for tools_jdk in "$AULE_JDK_FOLDERS"/*; do echo "$tools_jdk"; done
        return
    fi
    for tools_jdk in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/}"/.sdkman/candidates/java/* \
        "${HOME:-/}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
        [ ! -d "$tools_jdk" ] || echo "$tools_jdk"
    done
}

# find_jdk_quietly: sets JAVA_HOME to a JDK 25; fails when there is none.
find_jdk_quietly() {
    if [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME"; then
        export JAVA_HOME
        return 0
    fi
    tools_found=$(jdk_candidates | while IFS= read -r tools_each; do
        if is_jdk25 "$tools_each"; then
            echo "$tools_each"
            break
        fi
    done)
    [ -n "$tools_found" ] || return 1
    JAVA_HOME=$tools_found
    export JAVA_HOME
}

find_jdk() { find_jdk_quietly || fail "$(jdk_missing)"; }

jdk_missing() {
    tools_seen=$(jdk_candidates | while IFS= read -r tools_each; do
        tools_version=$(jdk_version "$tools_each")
        [ -z "$tools_version" ] || echo "JDK $tools_version in $tools_each"
    done | sort -u | head -n 3 | paste -s -d ';' - | sed 's/;/; /g')
    echo "Aule needs JDK 25 and found ${tools_seen:-no JDK at all}. $(jdk_remedy)"
}

jdk_remedy() {
    if [ "$(uname -s)" = Darwin ]; then
        echo "Install it with: brew install --cask temurin@25"
    elif apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
        echo "Install it with: $(as_root)apt-get install openjdk-25-jdk-headless"
    else
        echo "Get it from https://adoptium.net/temurin/releases/?version=25 and set JAVA_HOME to its folder."
    fi
}

# --- Maven and Node -------------------------------------------------------------------------------------------------

# at_least VERSION MAJOR MINOR
at_least() {
    tools_major=${1%%.*} tools_rest=${1#*.}
    tools_minor=${tools_rest%%.*}
    case $tools_major$tools_minor in '' | *[!0-9]*) return 1 ;; esac
    [ "$tools_major" -gt "$2" ] || { [ "$tools_major" -eq "$2" ] && [ "$tools_minor" -ge "$3" ]; }
}

maven_version() { mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1; }

maven_found() {
    tools_maven=$(maven_version)
    echo "${tools_maven:-none}"
}

node_version() { node -v 2>/dev/null | sed 's/^v//'; }

has_maven() { at_least "$(maven_version)" 3 8; }

has_node() { at_least "$(node_version)" 20 0 && command -v npm >/dev/null 2>&1; }

need_maven() {
    if has_maven; then return; fi
    if may_install && install Maven maven && has_maven; then return; fi
    fail "Aule needs Maven 3.8 or newer to build and found $(maven_found). $(maven_remedy)"
}

maven_remedy() { remedy maven 'brew install maven' 'Get it from https://maven.apache.org/download.cgi and put its bin folder into PATH.'; }

need_node() {
    if has_node; then return; fi
    if may_install && at_least "$(offered nodejs)" 20 0 && install Node nodejs npm && has_node; then return; fi
    fail "Aule needs Node 20 or newer with npm to build the desktop and found $(node_found). $(node_remedy)"
}

node_found() {
    tools_node=$(node_version)
    if [ -z "$tools_node" ]; then
        echo none
    elif command -v npm >/dev/null 2>&1; then
        echo "Node $tools_node"
    else
        echo "Node $tools_node without npm"
    fi
}

node_remedy() {
    if at_least "$(offered nodejs)" 20 0; then
        echo "Install it with: $(as_root)apt-get install nodejs npm"
    elif [ "$(uname -s)" = Darwin ]; then
        echo "Install it with: brew install node"
    else
        echo "Get it from https://nodejs.org/en/download and put its bin folder into PATH."
    fi
}

# remedy PACKAGE ON_MAC ELSEWHERE: how a person gets a program on this machine.
remedy() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "Install it with: $(as_root)apt-get install $1"
    elif command -v dnf >/dev/null 2>&1; then
        echo "Install it with: $(as_root)dnf install $1"
    elif command -v pacman >/dev/null 2>&1; then
        echo "Install it with: $(as_root)pacman -S $1"
    elif [ "$(uname -s)" = Darwin ] && [ -n "$2" ]; then
        echo "Install it with: $2"
    else
        echo "$3"
    fi
}

# --- Isolation ------------------------------------------------------------------------------------------------------

isolation_missing() {
    tools_lacks=''
    command -v bwrap >/dev/null 2>&1 || tools_lacks=bubblewrap
    command -v socat >/dev/null 2>&1 || tools_lacks="${tools_lacks:+$tools_lacks }socat"
    echo "$tools_lacks"
}

# prefer_isolation: commands of agents run isolated where this machine can; without it Aule works too, and says so.
prefer_isolation() {
    [ "$(uname -s)" = Linux ] || return 0
    tools_lacks=$(isolation_missing)
    [ -n "$tools_lacks" ] || return 0
    # shellcheck disable=SC2086 # one word a package
    if may_install && install "isolation for commands" $tools_lacks; then return; fi
    say "${yellow}!${plain} Agents' commands will not be isolated, and Aule asks before each of them. $(remedy "$tools_lacks" '' "Install $tools_lacks.")"
}

# --- Installing -----------------------------------------------------------------------------------------------------

as_root() { [ "$(id -u)" = 0 ] || echo 'sudo '; }

# may_install: root on Debian or Ubuntu, where a package is one command away.
may_install() { [ "$(id -u)" = 0 ] && [ -z "${AULE_NO_INSTALL:-}" ] && command -v apt-get >/dev/null 2>&1; }

# offered PACKAGE: the version that apt would install.
offered() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([0-9].*\)/\1/p' | sed 's/^[0-9]*://'; }

# install WORDS PACKAGE…
install() {
    tools_words=$1
    shift
    step "Installing $tools_words: apt-get install $*" "$root/target/launcher/apt.log" apt_install "$@"
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get install -y -q --no-install-recommends "$@" && return
    apt-get update -q && apt-get install -y -q --no-install-recommends "$@"
}
