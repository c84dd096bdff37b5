package aule.sandbox;

import aule.testkit.InjectionContract;

class InjectionRlimitsTests extends InjectionContract {

    @Override
    protected int level() {
        return 4;
    }
}
