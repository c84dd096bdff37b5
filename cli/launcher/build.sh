# Builds what changed since the last time: kernel and client by Maven, the desktop by npm, and the caches that make
# both JVMs start quickly. What was built from what is written down in target/launcher.

stamps=$root/target/launcher
kernel_jar=$root/kernel/target/aule.jar
kernel_cache=$root/kernel/target/aule.aot
client_jar=$root/cli/target/aule-cli.jar
client_cache=$root/cli/target/aule-cli.aot
kernel_flags='-Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
client_flags='-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1'

# --- What changed ---------------------------------------------------------------------------------------------------

# sum_of PATH…: one line that changes when any file below changes, comes or goes.
sum_of() { find "$@" -type f -exec cksum {} + | sort | cksum; }

is_stamped() { [ -r "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }

stamp() {
    mkdir -p "$stamps"
    printf '%s\n' "$2" >"$stamps/$1"
}

sum_of_java() {
    cd "$root" || exit
    sum_of pom.xml .mvn kernel/pom.xml kernel/src/main cli/pom.xml cli/src/main
}

sum_of_desktop() {
    cd "$root/desktop" || exit
    find . \( -name node_modules -o -name dist -o -name test-results \) -prune -o -type f -exec cksum {} + | sort | cksum
}

# --- Building -------------------------------------------------------------------------------------------------------

build_everything() {
    build_java
    build_desktop
    build_caches
}

# build_client_once: a client that talks to a kernel that runs is as old as that kernel and is left alone.
build_client_once() {
    if [ ! -f "$client_jar" ]; then
        build_java
        build_caches
    fi
}

build_java() {
    build_sum=$(sum_of_java)
    if is_stamped java "$build_sum" && [ -f "$kernel_jar" ] && [ -f "$client_jar" ]; then return; fi
    need_maven
    rm -f "$kernel_cache" "$client_cache"
    step "Building kernel and client" "$stamps/maven.log" maven -q -pl kernel,cli -Dmaven.test.skip=true package ||
        fail "The kernel could not be built; see above."
    stamp java "$build_sum"
}

maven() {
    cd "$root" || exit
    mvn -B "$@"
}

build_desktop() {
    build_sum=$(sum_of_desktop)
    if is_stamped desktop "$build_sum" && [ -f "$root/desktop/dist/index.html" ]; then return; fi
    need_node
    install_desktop_packages
    step "Building the desktop" "$stamps/desktop.log" npm --prefix "$root/desktop" run build ||
        fail "The desktop could not be built; see above."
    stamp desktop "$(sum_of_desktop)"
}

install_desktop_packages() {
    build_packages=$(cksum <"$root/desktop/package-lock.json")
    if is_stamped packages "$build_packages" && [ -d "$root/desktop/node_modules" ]; then return; fi
    step "Getting the desktop's packages" "$stamps/npm.log" npm --prefix "$root/desktop" ci --no-audit --no-fund ||
        fail "The desktop's packages could not be had; see above."
    stamp packages "$build_packages"
}

# --- Caches of the two JVMs -----------------------------------------------------------------------------------------

# build_caches: a cache is made by a training run with the flags that are used later; without one all works, slower.
build_caches() {
    if [ ! -f "$client_cache" ]; then
        step "Rehearsing the client" "$stamps/client-cache.log" rehearse_client || without_cache "$client_cache"
    fi
    if [ ! -f "$kernel_cache" ]; then
        step "Rehearsing the kernel" "$stamps/kernel-cache.log" rehearse_kernel || without_cache "$kernel_cache"
    fi
}

without_cache() {
    rm -f "$1"
    say "${yellow}!${plain} It works without $(basename "$1") too, and starts more slowly."
}

rehearse_client() {
    # shellcheck disable=SC2086 # one word a flag
    "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$client_cache" $client_flags -cp "$(classpath "$client_jar")" \
        aule.cli.Main rehearse
}

rehearse_kernel() {
    build_temp=$(mktemp -d "${TMPDIR:-/tmp}/aule-rehearsal.XXXXXX")
    build_failed=0
    # shellcheck disable=SC2086 # one word a flag
    "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$kernel_cache" $kernel_flags -cp "$(classpath "$kernel_jar")" \
        aule.boot.Main --train --home "$build_temp" --desktop "$root/desktop/dist" || build_failed=1
    rm -rf "$build_temp"
    return "$build_failed"
}

# classpath JAR: the jar and its libraries, always in the same order, because a cache belongs to one order.
classpath() {
    build_path=$1
    for build_each in "$(dirname "$1")"/lib/*.jar; do build_path=$build_path:$build_each; done
    echo "$build_path"
}

# --- Running --------------------------------------------------------------------------------------------------------

# speak_utf8: names and goals keep their accents also where the machine names no character set.
speak_utf8() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *UTF-8* | *utf-8* | *UTF8* | *utf8*) ;;
        *)
            if [ "$(uname -s)" = Darwin ]; then LC_ALL=en_US.UTF-8; else LC_ALL=C.UTF-8; fi
            export LC_ALL
            ;;
    esac
}

prepare_client() {
    speak_utf8
    AULE_TTY=''
    for build_each in 0 1 2; do [ ! -t $build_each ] || AULE_TTY=$AULE_TTY$build_each; done
    AULE_LAUNCHER=$root/aule
    export AULE_TTY AULE_LAUNCHER
}

# java_replaces_this CACHE FLAGS JAR MAIN ARGUMENT…: becomes the JVM, with the cache if there is one.
java_replaces_this() {
    build_cache=$1 build_flags=$2 build_jar=$3
    shift 3
    set -- -cp "$(classpath "$build_jar")" "$@"
    [ ! -f "$build_cache" ] || set -- "-XX:AOTCache=$build_cache" -Xlog:disable -Xlog:all=error:stderr "$@"
    # shellcheck disable=SC2086 # one word a flag
    exec "$JAVA_HOME/bin/java" $build_flags "$@"
}

client_replaces_this() {
    prepare_client
    java_replaces_this "$client_cache" "$client_flags" "$client_jar" aule.cli.Main "$@"
}

client() (client_replaces_this "$@")
