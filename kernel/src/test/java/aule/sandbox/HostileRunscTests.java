package aule.sandbox;

import aule.testkit.HostileGuestContract;

class HostileRunscTests extends HostileGuestContract {

    @Override
    protected int level() {
        return 3;
    }

    @Override
    protected boolean counts() {
        return false;
    }
}
