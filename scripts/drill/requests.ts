import { mulberry32 } from "../../worker/domain/scoring/random.ts"

/** A request as it goes over the wire. */
export interface DrillRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
  /** Milliseconds that its connection rests before it is sent. */
  restMs: number
}

/** What of an OpenAPI document requests are made of. */
export interface DrillDocument {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, unknown> } }>>
}

const kilobyte = 1024
/** Around every limit of the server: a form's 512 KB, a file's 2 MB, an attachment's 10 MB. */
const sizes = [0, 1, 40, 4 * kilobyte, 70 * kilobyte, 300 * kilobyte, 600 * kilobyte]
const rare = [2_200 * kilobyte, 11_000 * kilobyte]
/** Around the seconds after which servers close an idle connection. */
const rests = [900, 3_900, 4_900, 4_990, 5_000, 5_010, 5_100]
const names = ["2026Q3", "1", "x".repeat(300), "%00", "小区", "..%2f", "hefeng-yuan", "-1", "null"]
const types = ["application/json", "text/csv", "application/pdf", "", "text/plain; charset=utf-16"]

/**
 * Generated requests of every operation of the API: with a key, another one or none, with bodies of every size and kind,
 * small and beyond every limit, some after a rest of the connection. The same seed makes the same requests.
 */
export function* drillRequests(options: {
  document: DrillDocument
  keys: readonly string[]
  count: number
  seed: number
}): Generator<DrillRequest> {
  const { document, keys, count } = options
  const random = mulberry32(options.seed)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const bodyOf = () => {
    const size = random() < 0.02 ? one(rare) : one(sizes)
    if (random() < 0.3) return Buffer.alloc(size, "x")
    return Buffer.from(JSON.stringify({ [one(names)]: one(names), text: "y".repeat(size) }))
  }
  for (let sent = 0; sent < count; sent++) {
    const { path, method, operation } = one(operations)
    const written = method !== "GET" && random() < 0.95
    const right = Object.keys(operation.requestBody?.content ?? {})[0]
    const key = random() < 0.8 ? one(keys) : one(["", "Bearer", "shige_aaaaaaaa_bbbb"])
    const headers: Record<string, string> = {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(random() < 0.9 && { "idempotency-key": `drill-${options.seed}-${sent}` }),
      ...(random() < 0.5 && { "if-match": one(["*", '"1"', "1", '"1|company:1"']) }),
      ...(written && { "content-type": random() < 0.8 && right ? right : one(types) }),
    }
    yield {
      method: random() < 0.03 ? one(["PATCH", "DELETE", "OPTIONS", "PUT", "HEAD"]) : method,
      path: path.replaceAll(/\{\w+\}/g, () => encodeURI(one(names)).replaceAll("%25", "%")),
      headers,
      body: written ? bodyOf() : null,
      restMs: random() < 0.002 ? one(rests) : 0,
    }
  }
}
