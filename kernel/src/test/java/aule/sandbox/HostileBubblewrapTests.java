package aule.sandbox;

import aule.testkit.HostileGuestContract;

class HostileBubblewrapTests extends HostileGuestContract {

    @Override
    protected int level() {
        return 1;
    }
}
