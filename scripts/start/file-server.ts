import { randomBytes, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { ListedBucket } from "../backup/files.ts"

/** Where another process of this machine reads the bucket of a running application, and the word it must say. */
export interface FileServer {
  url: string
  token: string
  close(): Promise<void>
}

/**
 * Lets a backup read the bucket of a running application: two processes must not open its files at once. For this
 * machine and the holder of the token only; reading only.
 */
export async function serveFiles(bucket: ListedBucket): Promise<FileServer> {
  const token = randomBytes(32).toString("hex")
  const expected = Buffer.from(`Bearer ${token}`)
  const allowed = ({ headers }: IncomingMessage) => {
    const given = Buffer.from(headers.authorization ?? "")
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1")
    const asked = (name: string) => searchParams.get(name) ?? ""
    if (!allowed(request)) return response.writeHead(401).end()
    if (pathname === "/list") {
      const cursor = asked("cursor")
      const page = await bucket.list({ prefix: asked("prefix"), ...(cursor ? { cursor } : {}) })
      const { objects, truncated } = page
      const keys = objects.map(({ key }) => ({ key }))
      return response.end(JSON.stringify({ objects: keys, truncated, cursor: page.cursor }))
    }
    const object = pathname === "/object" ? await bucket.get(asked("key")) : null
    if (!object) return response.writeHead(404).end()
    return response.end(Buffer.from(await object.arrayBuffer()))
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
