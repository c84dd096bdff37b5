# The browser of the browser tests.

# chromium: the path of a Chromium; nothing when there is none. AULE_CHROMIUM names another one.
chromium() {
    for chromium_each in "${AULE_CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        if [ -n "$chromium_each" ] && command -v "$chromium_each" 2>/dev/null; then return; fi
    done
}

need_chromium() {
    AULE_CHROMIUM=$(chromium)
    if [ -z "$AULE_CHROMIUM" ] && may_install; then
        install "Chromium for the browser tests" chromium || :
        AULE_CHROMIUM=$(chromium)
    fi
    [ -n "$AULE_CHROMIUM" ] ||
        fail "The browser tests need Chromium. $(remedy chromium 'brew install --cask chromium' 'Install it.')"
    export AULE_CHROMIUM
}
