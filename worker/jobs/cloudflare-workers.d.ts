/** The part of the runtime's own module that jobs use; TypeScript has no other source of it here. */
declare module "cloudflare:workers" {
  export interface WorkflowEvent<T> {
    payload: Readonly<T>
    instanceId: string
  }
  export interface WorkflowStepConfig {
    retries?: { limit: number; delay: string }
    timeout?: string
  }
  export interface WorkflowStep {
    do<T>(name: string, config: WorkflowStepConfig, callback: () => Promise<T>): Promise<T>
  }
  export abstract class WorkflowEntrypoint<Env, Params> {
    protected env: Env
    constructor(ctx: object, env: Env)
    run(event: Readonly<WorkflowEvent<Params>>, step: WorkflowStep): Promise<void>
  }
}
