package aule.sandbox;

import aule.testkit.LiveContract;

class BubblewrapLiveTests extends LiveContract {

    @Override
    protected int level() {
        return 1;
    }
}
