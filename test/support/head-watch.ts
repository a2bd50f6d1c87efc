import type { Watch } from "../../scripts/bench/visitor.ts"

/** What may differ between two answers to the same request. */
const ofTheMoment = ["date", "x-request-id", "ratelimit-remaining", "ratelimit-reset", "set-cookie"]
/** How bytes are sent, which there are none of. */
const ofTheBody = ["transfer-encoding", "content-length", "connection", "keep-alive"]

function lasting(headers: Headers): Record<string, string> {
  const left = [...headers].filter(([name]) => !ofTheMoment.includes(name) && !ofTheBody.includes(name))
  return Object.fromEntries(left)
}

/** Asks with HEAD for whatever is asked for with GET; `differing` names every answer that is not the same. */
export function headWatch(): { watch: Watch; asked: () => number; differing: string[] } {
  const differing: string[] = []
  let asked = 0
  const watch: Watch = async ({ url, init }, answer) => {
    if ((init.method ?? "GET") !== "GET") return
    const head = await fetch(url, { ...init, method: "HEAD" })
    asked += 1
    const [told, got] = [answer, head].map((one) => JSON.stringify([one.status, lasting(one.headers)]))
    const bytes = (await head.arrayBuffer()).byteLength
    if (told !== got || bytes > 0) differing.push(`${url.pathname}: ${told} by GET, ${got} by HEAD`)
  }
  return { watch, asked: () => asked, differing }
}
