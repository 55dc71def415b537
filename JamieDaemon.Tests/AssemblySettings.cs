// A test that waits for a socket, a file or a process holds its worker and no core: four on two cores take 2 min 45 s, where two took 4 min 10 s.
[assembly: LevelOfParallelism(4)]
[assembly: Parallelizable(ParallelScope.All)]
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
