import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { type AddressInfo, connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { connect as connectSecure } from "node:tls"
import { afterAll, afterEach, expect, test } from "vitest"
import { openCertificate } from "../../../scripts/serve/certificate.ts"
import { ADDRESS_HEADER, type FrontOptions, frontServer } from "../../../scripts/serve/front.ts"
import { makeCertificate } from "../../support/served-city.ts"

const folder = mkdtempSync(join(tmpdir(), "shige-front-"))
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Answers the address that the product would read, and where it was asked. */
const echo = (request: Request) =>
  Response.json({ from: request.headers.get(ADDRESS_HEADER), url: request.url })

async function open(options: Partial<FrontOptions> = {}): Promise<number> {
  const server = frontServer({
    fetch: echo,
    trusted: [],
    header: "x-forwarded-for",
    certificate: null,
    ...options,
  })
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return (server.address() as AddressInfo).port
}

const asked = async (port: number, headers: Record<string, string>) =>
  ((await (await fetch(`http://127.0.0.1:${port}/`, { headers })).json()) as { from: string }).from

test("the visitor's address is the connection's own, whatever a stranger says", async () => {
  const port = await open({ trusted: ["10.0.0.0/8"] })
  expect(await asked(port, {})).toBe("127.0.0.1")
  expect(await asked(port, { "x-forwarded-for": "203.0.113.7", [ADDRESS_HEADER]: "203.0.113.8" })).toBe(
    "127.0.0.1",
  )
})

test("a trusted proxy's word counts, and of several the last, which it added itself", async () => {
  const port = await open({ trusted: ["127.0.0.0/8"] })
  expect(await asked(port, { "x-forwarded-for": "198.51.100.1, 203.0.113.7" })).toBe("203.0.113.7")
  expect(await asked(port, { "x-forwarded-for": "::ffff:203.0.113.7" })).toBe("203.0.113.7")
  expect(await asked(port, { "x-forwarded-for": "2001:db8::1" })).toBe("2001:db8::1")
  expect(await asked(port, { "x-forwarded-for": "nobody" })).toBe("127.0.0.1")
  expect(await asked(port, { [ADDRESS_HEADER]: "203.0.113.8" })).toBe("127.0.0.1")
})

test("a certificate is exchanged without an end when its files change; a broken one leaves the old", async () => {
  const [first, second] = [await makeCertificate(folder, "first"), await makeCertificate(folder, "second")]
  const troubles: string[] = []
  const certificate = openCertificate(first.certificate, first.key, (problem) => troubles.push(problem))
  const server = frontServer({ fetch: echo, trusted: [], header: "x-forwarded-for", certificate })
  if (!("setSecureContext" in server)) throw new Error("no TLS")
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  closing.push(() => server.close(), certificate.watch(server))
  const { port } = server.address() as AddressInfo
  const shown = async () => {
    const socket = connectSecure({ port, host: "127.0.0.1", rejectUnauthorized: false })
    await once(socket, "secureConnect")
    const { subject } = socket.getPeerCertificate()
    socket.destroy()
    return subject.CN
  }
  expect(await shown()).toBe("first")
  renameSync(second.key, first.key)
  renameSync(second.certificate, first.certificate)
  await expect.poll(shown).toBe("second")
  writeFileSync(first.certificate, "nothing")
  await expect.poll(() => troubles.length).toBeGreaterThan(0)
  expect(troubles[0]).toMatch(/no certificate with its key/)
  expect(await shown()).toBe("second")
})

test("200 who send half a head keep nobody waiting, and are let go", async () => {
  const port = await open({ headMs: 1_000 })
  const slow = Array.from({ length: 200 }, () => {
    const socket = connect(port, "127.0.0.1")
    socket.on("error", () => {})
    socket.write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    return socket
  })
  await Promise.all(slow.map((socket) => once(socket, "connect")))
  const ends = slow.map((socket) => once(socket.resume(), "close"))
  expect(await asked(port, {})).toBe("127.0.0.1")
  await Promise.all(ends)
})

test("what is no HTTP gets a bare 400, and too long a head 431", async () => {
  const port = await open()
  const said = async (text: string) => {
    const socket = connect(port, "127.0.0.1")
    let answer = ""
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString()
    })
    socket.write(text)
    await once(socket, "close")
    return answer
  }
  expect(await said("hello\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /)
  expect(await said(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 4\d\d /,
  )
})

const nginx = "/usr/sbin/nginx"

/** The example as it stands, with the ports, names and files of the test. */
function nginxConfiguration(
  port: number,
  own: number,
  { certificate, key }: { certificate: string; key: string },
) {
  const text = readFileSync("scripts/serve/proxies/nginx.conf", "utf8")
  const city = text
    .replace("127.0.0.1:8787", `127.0.0.1:${port}`)
    .replace("listen 443 ssl http2", `listen 127.0.0.1:${own} ssl http2`)
    .replace(/server \{\s+listen 80;[^}]*\}/, "")
    .replaceAll("city.example;", "localhost;")
    .replace("/etc/ssl/city.example.pem", certificate)
    .replace("/etc/ssl/private/city.example.key", key)
  return `pid ${folder}/nginx.pid; error_log stderr; daemon off; worker_processes 1; events {}
http { access_log off; client_body_temp_path ${folder}/n; proxy_temp_path ${folder}/n; fastcgi_temp_path ${folder}/n;
uwsgi_temp_path ${folder}/n; scgi_temp_path ${folder}/n;\n${city}\n}`
}

test.skipIf(!existsSync(nginx))(
  "nginx as its example says: TLS ends there, and the visitor's address comes through",
  async () => {
    const port = await open({ trusted: ["127.0.0.1"] })
    const free = createServer().listen(0, "127.0.0.1")
    await once(free, "listening")
    const own = (free.address() as AddressInfo).port
    await new Promise((done) => free.close(done))
    mkdirSync(join(folder, "n"), { recursive: true })
    const file = join(folder, "nginx.conf")
    writeFileSync(file, nginxConfiguration(port, own, await makeCertificate(folder, "proxy")))
    const child = spawn(nginx, ["-c", file, "-p", folder], { stdio: ["ignore", "ignore", "pipe"] })
    let output = ""
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString()
    })
    closing.push(() => child.kill("SIGTERM"))
    const ask = (path: string) =>
      new Promise<string>((done) => {
        const socket = connectSecure({
          port: own,
          host: "127.0.0.1",
          servername: "localhost",
          rejectUnauthorized: false,
        })
        let answer = ""
        socket.on("error", (error) => done(`${error.message} ${output}`))
        socket.on("data", (chunk: Buffer) => {
          answer += chunk.toString()
        })
        socket.on("end", () => done(answer))
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: localhost:${own}\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n`,
        )
      })
    await expect.poll(() => ask("/ranking?a=1")).toMatch(/^HTTP\/1.1 200 /)
    const answer = await ask("/ranking?a=1")
    expect(answer).toContain('"from":"127.0.0.1"')
    expect(answer).toContain(`"url":"http://localhost:${own}/ranking?a=1"`)
    expect(await ask("/metrics")).toMatch(/^HTTP\/1.1 403 /)
  },
)
