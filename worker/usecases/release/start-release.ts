/**
 * Sets a runner to work on a release. In the Worker it creates a Workflow instance of that id; scripts and tests run
 * the release themselves. It may fail or be lost: the sweep starts what does not move.
 */
export type StartRelease = (releaseId: string, instanceId: string) => Promise<void>
