package aule.sandbox;

import aule.testkit.InjectionContract;

class InjectionBubblewrapTests extends InjectionContract {

    @Override
    protected int level() {
        return 1;
    }
}
