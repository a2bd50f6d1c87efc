import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** A database's address that counts what is asked of it on the way: round trips, and the statements in them. */
export interface StatementCounter {
  url: string
  /** What was asked since the last look. */
  take(): { trips: number; statements: number }
  close(): Promise<void>
}

interface Step {
  type: string
  batch?: { steps: unknown[] }
}

/** Statements of a pipeline: those of batches one by one; texts that are only stored count as none. */
function statementsOf(body: string): number {
  const { requests = [] } = JSON.parse(body || "{}") as { requests?: Step[] }
  return requests.reduce(
    (sum, { type, batch }) =>
      sum + (type === "batch" ? (batch?.steps.length ?? 0) : type === "execute" ? 1 : 0),
    0,
  )
}

/** Stands between the application and its database. */
export async function countStatements(target: string): Promise<StatementCounter> {
  let [trips, statements] = [0, 0]
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (request.url?.includes("pipeline")) {
      trips += 1
      statements += statementsOf(body.toString())
    }
    const answer = await fetch(new URL(request.url ?? "/", target), {
      method: request.method ?? "GET",
      headers: { "content-type": request.headers["content-type"] ?? "application/json" },
      ...(request.method === "POST" && { body }),
    })
    const headers = { "content-type": answer.headers.get("content-type") ?? "application/json" }
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = { trips, statements }
      trips = 0
      statements = 0
      return taken
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
