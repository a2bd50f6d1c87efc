import { setTimeout as sleep } from "node:timers/promises"
import { errorRecord } from "../../worker/domain/error-record.ts"

interface StepConfig {
  retries?: { limit: number; delay: string }
}

interface Step {
  do<T>(name: string, config: StepConfig, callback: () => Promise<T>): Promise<T>
}

/** A Workflow of worker/jobs, as the bundle has it. */
export type WorkflowClass = new (
  context: object,
  env: object,
) => { run(event: { payload: unknown; instanceId: string }, step: Step): Promise<void> }

/** What the product's bundle has besides its pages (worker/index.ts). */
export interface JobModule {
  ReleaseWorkflow: WorkflowClass
  ExportWorkflow: WorkflowClass
  default: {
    scheduled(event: { cron: string }, env: object): Promise<void>
    queue(batch: { messages: readonly QueueMessage[] }, env: object): Promise<void>
  }
}

interface QueueMessage {
  body: unknown
  ack(): void
  retry(options?: { delaySeconds?: number }): void
}

/** Thrown between two steps when the process ends: what is to be done stands in rows, and the next start goes on. */
class Ending extends Error {}

/** Letters that are handed over at a time. */
const LETTERS_AT_ONCE = 5
const AFTER_SECONDS = 5

function report(event: string, error: unknown, more: object = {}): void {
  console.error(JSON.stringify({ level: "error", event, ...more, ...errorRecord(error) }))
}

const secondsOf = (delay: string) => Number.parseFloat(delay) * (delay.includes("minute") ? 60 : 1)

/**
 * Runs what Cloudflare runs by itself: Workflows, the queue of letters, cron. It keeps nothing on the disk, since all that
 * is to be done stands in rows of the database; what a killed process left is found at the next start (worker/jobs/resume.ts).
 */
export function jobRunner() {
  const works = new Set<Promise<unknown>>()
  const timers = new Set<NodeJS.Timeout>()
  const waiting: unknown[] = []
  const stopped = new AbortController()
  let consuming = 0
  let module: JobModule | undefined
  let env: object = {}

  /** Work that an end in order waits for. */
  function track(work: Promise<unknown>): void {
    const kept = work.catch((error) => report("job", error)).finally(() => works.delete(kept))
    works.add(kept)
  }

  function later(seconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, seconds * 1000)
    timers.add(timer)
  }

  const step: Step = {
    async do(_name, { retries }, callback) {
      for (let attempt = 0; ; attempt++) {
        // Whoever waits for a page is answered between two steps.
        await new Promise((next) => setImmediate(next))
        if (stopped.signal.aborted) throw new Ending()
        try {
          return await callback()
        } catch (error) {
          if (attempt >= (retries?.limit ?? 0)) throw error
          await sleep(secondsOf(retries?.delay ?? "2 seconds") * 1000, undefined, {
            signal: stopped.signal,
          }).catch(() => {
            throw new Ending()
          })
        }
      }
    },
  }

  function workflow(name: "ReleaseWorkflow" | "ExportWorkflow") {
    const running = new Set<string>()
    return {
      async create({ id, params }: { id: string; params: unknown }) {
        if (running.has(id)) throw new Error(`the instance ${id} is there already`)
        if (!module || stopped.signal.aborted) return
        running.add(id)
        const work = new module[name]({}, env).run({ payload: params, instanceId: id }, step)
        track(
          work
            .catch((error) => {
              if (!(error instanceof Ending)) report("workflow", error, { name, instance: id })
            })
            .finally(() => running.delete(id)),
        )
      },
    }
  }

  async function consume(): Promise<void> {
    if (!module || consuming > 0) return
    consuming++
    try {
      while (waiting.length > 0 && !stopped.signal.aborted) {
        const bodies = waiting.splice(0, LETTERS_AT_ONCE)
        const messages = bodies.map((body) => ({
          body,
          ack() {},
          retry: ({ delaySeconds = AFTER_SECONDS } = {}) => later(delaySeconds, () => push([body])),
        }))
        // Each by itself: a server that is slow to one letter keeps none of the others.
        await Promise.all(messages.map((message) => module?.default.queue({ messages: [message] }, env)))
      }
    } finally {
      consuming--
    }
  }

  function push(bodies: readonly unknown[]): void {
    waiting.push(...bodies)
    if (!stopped.signal.aborted) track(consume())
  }

  async function scheduled(cron: string): Promise<void> {
    await module?.default.scheduled({ cron }, env)
  }

  return {
    bindings: {
      RELEASE_WORKFLOW: workflow("ReleaseWorkflow"),
      EXPORT_WORKFLOW: workflow("ExportWorkflow"),
      MAIL_QUEUE: {
        sendBatch: async (messages: readonly { body: unknown }[]) => push(messages.map(({ body }) => body)),
        send: async (body: unknown) => push([body]),
      },
    },
    track,
    /** Goes on with what was left, then runs cron every `everyMs`; one run at a time. */
    start(
      loaded: JobModule,
      bindings: object,
      { started, everyMs }: { started: string; everyMs: number },
    ): void {
      module = loaded
      env = bindings
      let busy = true
      const run = (cron: string) => {
        busy = true
        track(
          scheduled(cron).finally(() => {
            busy = false
          }),
        )
      }
      run(started)
      timers.add(
        setInterval(() => {
          if (!busy) run("*/5 * * * *")
        }, everyMs),
      )
    },
    /** Begins nothing more and waits for what is under way, at most `mostMs`. */
    async stop(mostMs: number): Promise<void> {
      stopped.abort()
      for (const timer of timers) clearTimeout(timer)
      const end = new AbortController()
      const all = (async () => {
        while (works.size > 0) await Promise.all(works)
      })()
      await Promise.race([all, sleep(mostMs, undefined, { signal: end.signal }).catch(() => {})])
      end.abort()
    },
  }
}
