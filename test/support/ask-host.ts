import { request } from "node:http"

export interface HostAnswer {
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

export interface HostRequest {
  host: string
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Asks a server on this machine under another host name: `fetch` would send its own Host. */
export function askHost(url: string, asked: HostRequest): Promise<HostAnswer> {
  const { host, path = "/", method = "GET", headers = {}, body } = asked
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    // A connection of its own: a refused form may end one before its body was read.
    const to = { hostname, port, path, method, headers: { ...headers, host }, agent: false }
    const sent = request(to, (answer) => {
      const chunks: Buffer[] = []
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("error", reject)
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          headers: answer.headers,
        }),
      )
    })
    sent.on("error", reject)
    sent.end(body)
  })
}
