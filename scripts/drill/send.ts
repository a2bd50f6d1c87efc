import { Agent, request } from "node:http"
import { setTimeout } from "node:timers/promises"
import type { DrillRequest } from "./requests.ts"

export interface DrillAnswers {
  statuses: Map<number, number>
  /** Requests that ended without an answer, and what the connection said. */
  lost: string[]
  /** Requests that were answered with 5xx. */
  failed: string[]
}

/** Sends one request; its status. Throws what the connection ended with instead of an answer. */
function send(url: URL, agent: Agent, { method, path, headers, body }: DrillRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body ? { "content-length": String(body.length) } : {}
    const sent = request(new URL(path, url), { method, agent, headers: { ...headers, ...length } })
    sent.on("error", reject)
    sent.on("response", (answer) => {
      answer.on("error", reject)
      answer.on("end", () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
    sent.end(body ?? undefined)
  })
}

/**
 * Sends requests one after the other over each of some connections that are kept alive, as programs do. A request that
 * the server had no chance to read is not sent again: it counts as lost.
 */
export async function sendAll(
  url: URL,
  requests: Generator<DrillRequest>,
  connections: number,
): Promise<DrillAnswers> {
  const answers: DrillAnswers = { statuses: new Map(), lost: [], failed: [] }
  const goOn = async () => {
    // workerd closes a connection after five seconds of rest: a program gives its own up before, as README says.
    const agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: 4_000 })
    for (const one of requests) {
      await setTimeout(one.restMs)
      const what = `${one.method} ${one.path.slice(0, 80)}, ${one.body?.length ?? "no"} bytes, after ${one.restMs} ms`
      try {
        const status = await send(url, agent, one)
        answers.statuses.set(status, (answers.statuses.get(status) ?? 0) + 1)
        if (status >= 500) answers.failed.push(`${status}: ${what}`)
      } catch (error) {
        answers.lost.push(`${(error as NodeJS.ErrnoException).code ?? error}: ${what}`)
      }
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: connections }, goOn))
  return answers
}
