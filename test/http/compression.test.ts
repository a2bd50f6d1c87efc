import { request } from "node:http"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"

const app = useTestApp()

type Headers = Record<string, string>

/** One request as it goes over the wire: what is packed stays packed. */
function ask(path: string, headers: Headers = {}, method = "GET", body = "") {
  return new Promise<{ status: number; headers: Headers; body: Buffer }>((done, fail) => {
    const sent = request(new URL(path, app().url), { method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("end", () => {
        const { statusCode: status = 0 } = answer
        done({ status, headers: answer.headers as Headers, body: Buffer.concat(chunks) })
      })
    })
    sent.on("error", fail).end(body)
  })
}

const gzip = { "accept-encoding": "gzip, deflate, br" }

async function cookieOf(who: string): Promise<string> {
  const form = new URLSearchParams({ email: `${who}@demo.shige.example`, password: demonstrationPassword })
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: app().url }
  const answer = await ask(paths.signIn(), headers, "POST", String(form))
  const set = answer.headers["set-cookie"] as unknown as readonly string[]
  return set.map((line) => line.split(";")[0]).join("; ")
}

test("a kept page goes out packed to who takes it, with its true length, and as it is to all others", async () => {
  const plain = await ask("/ranking")
  for (const accepted of ["identity", "gzip;q=0, *", "deflate", ""]) {
    const other = await ask("/ranking", { "accept-encoding": accepted })
    expect([accepted, other.headers["content-encoding"]]).toEqual([accepted, undefined])
    expect(other.body.equals(plain.body)).toBe(true)
  }
  expect(plain.headers["content-length"]).toBe(String(plain.body.length))
  for (const accepted of ["gzip", "br;q=1, GZIP ; q=0.5", "*"]) {
    const packed = await ask("/ranking", { "accept-encoding": accepted })
    expect([accepted, packed.headers["content-encoding"]]).toEqual([accepted, "gzip"])
    expect(packed.headers["content-length"]).toBe(String(packed.body.length))
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect(packed.body.length).toBeLessThan(plain.body.length / 4)
    expect(packed.headers["etag"]).toBe(plain.headers["etag"])
  }
  expect(plain.headers["vary"]).toBe("Accept-Encoding, Cookie")
})

test("HEAD says what GET says, and who has a page gets 304 whatever it is packed in", async () => {
  for (const accepted of [gzip, {}] as Headers[]) {
    const page = await ask("/ranking", accepted)
    const head = await ask("/ranking", accepted, "HEAD")
    const told = ({ "x-request-id": _, date: __, ...others }: Headers) => others
    expect(told(head.headers)).toEqual(told(page.headers))
    expect(head.body.length).toBe(0)
    const known = { ...accepted, "if-none-match": page.headers["etag"] ?? "" }
    const again = await ask("/ranking", known)
    expect([again.status, again.body.length, again.headers["content-encoding"]]).toEqual([304, 0, undefined])
  }
})

test("open data goes out packed, a large file while it is made, without a length; HEAD and 304 say what they say of pages", async () => {
  const list = JSON.parse((await ask("/api/v1/releases")).body.toString())
  const { period } = list.releases[0]
  for (const ending of ["", ".csv", "/values.csv"]) {
    const path = `/api/v1/releases/${period}${ending}`
    const plain = await ask(path)
    const packed = await ask(path, gzip)
    expect([ending, plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([
      ending,
      undefined,
      "gzip",
    ])
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
    expect(packed.body.length).toBeLessThan(plain.body.length / 4)
    for (const { headers } of [plain, packed]) {
      expect(headers["vary"]).toContain("Accept-Encoding")
      // A small file is made once and kept like a page.
      expect(headers["content-length"] === undefined).toBe(plain.body.length > 256 * 1024)
      expect(headers["etag"]).toBe(plain.headers["etag"])
    }
    const head = await ask(path, gzip, "HEAD")
    expect([head.body.length, head.headers["content-encoding"], head.headers["etag"]]).toEqual([
      0,
      "gzip",
      plain.headers["etag"],
    ])
    const again = await ask(path, { ...gzip, "if-none-match": plain.headers["etag"] ?? "" })
    expect([again.status, again.body.length, again.headers["content-encoding"]]).toEqual([304, 0, undefined])
  }
})

test("browser files have names of their content, are kept for ever, and go out packed", async () => {
  const page = (await ask("/")).body.toString()
  const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path)
  expect(files.length).toBeGreaterThanOrEqual(3)
  for (const path of files) {
    expect(path).toMatch(/^\/assets\/[a-z.]+\.[0-9a-f]{10}\.(css|js|svg)$/)
    const plain = await ask(path)
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable")
    expect(plain.headers["content-length"]).toBe(String(plain.body.length))
    const [br, gz] = [await ask(path, gzip), await ask(path, { "accept-encoding": "gzip" })]
    expect([br.headers["content-encoding"], gz.headers["content-encoding"]]).toEqual(["br", "gzip"])
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
    expect(gunzipSync(gz.body).equals(plain.body)).toBe(true)
    for (const packed of [br, gz]) {
      expect(packed.headers["content-length"]).toBe(String(packed.body.length))
      expect(packed.headers["vary"]).toBe("Accept-Encoding")
      expect(packed.headers["content-type"]).toBe(plain.headers["content-type"])
    }
    expect((await ask(path, { "if-none-match": plain.headers["etag"] ?? "" })).status).toBe(304)
    expect((await ask(path, gzip, "HEAD")).headers["content-length"]).toBe(String(br.body.length))
  }
})

test("a page of an earlier version finds its looks; a script that may not fit it is gone", async () => {
  const page = (await ask("/")).body.toString()
  const style = /\/assets\/site\.[0-9a-f]{10}\.css/.exec(page)?.[0] ?? ""
  const old = await ask(style.replace(/\.[0-9a-f]{10}\./, ".0123456789."))
  expect([old.status, old.headers["location"], old.headers["cache-control"]]).toEqual([
    302,
    style,
    "no-store",
  ])
  for (const gone of [
    "charts.0123456789.js",
    "nothing.0123456789.css",
    "..%2f..%2fworker%2findex.js",
    "_headers",
  ])
    expect([gone, (await ask(`/assets/${gone}`)).status]).toEqual([gone, 404])
})

test("a signed-in page goes out packed, and one that shows a secret by nobody", async () => {
  // The company types no code here, and its pages still have a second factor to set up.
  const cookie = await cookieOf("manager")
  const [page, plain] = [await ask("/filing", { cookie, ...gzip }), await ask("/filing", { cookie })]
  expect([page.status, plain.status]).toEqual([200, 200])
  expect(page.headers["content-encoding"]).toBe("gzip")
  expect(page.headers["cache-control"]).toBe("private, no-store")
  expect(gunzipSync(page.body).length).toBe(plain.body.length)
  const head = await ask("/filing", { cookie, ...gzip }, "HEAD")
  expect([head.status, head.headers["content-encoding"]]).toEqual([200, "gzip"])
  const secret = await ask("/account/second-factor", { cookie, ...gzip })
  expect(secret.body.toString()).toContain("otpauth")
  expect(secret.headers["content-encoding"]).toBeUndefined()
  expect(secret.headers["cache-control"]).toBe("private, no-store, no-transform")
})
