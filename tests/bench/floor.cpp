// The least that a static C++ program costs: what scripts/bench prints beside our own figures.
int main() { return 0; }
