/**
 * Stands for `cloudflare:workers` in the bundle for Node: what a Workflow of worker/jobs extends. The runner of jobs.ts
 * calls it.
 */
export abstract class WorkflowEntrypoint<Env, Params> {
  protected env: Env
  constructor(_context: object, env: Env) {
    this.env = env
  }
  abstract run(event: { payload: Params; instanceId: string }, step: unknown): Promise<void>
}
