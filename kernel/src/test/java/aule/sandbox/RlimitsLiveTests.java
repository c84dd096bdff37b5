package aule.sandbox;

import aule.testkit.LiveContract;

class RlimitsLiveTests extends LiveContract {

    @Override
    protected int level() {
        return 4;
    }
}
