int unity_stand_in(void) { return 1; }
