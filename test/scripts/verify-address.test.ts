import { createHash } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { verify } from "../../scripts/verify.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import type { PublicArchive } from "../../worker/domain/selection/public-archive.ts"
import { fixtureArchive } from "../support/archive-fixture.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shige-verify-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const published = canonicalJson(fixtureArchive())
const hash = sha256(published)

let files = 0
async function fileOf(text: string): Promise<string> {
  const file = join(folder, `${files++}.json`)
  await writeFile(file, text)
  return file
}

describe("the address of a programme", () => {
  const servers: Server[] = []
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections()
      server.close()
    }
  })

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1")
    servers.push(server)
    await new Promise((listening) => server.once("listening", listening))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const list = (change: object = {}) => ({
    disclaimer: "",
    cell: "510100",
    programme: { slug: "p", title: "P", organiser: "O" },
    archives: [
      { number: 1, at: "2026-11-16T02:05:00.000Z", hash: "e".repeat(64), file: "/programmes/p/archives/1" },
      { number: 2, at: "2026-11-16T03:00:00.000Z", hash, file: "/programmes/p/archives/2" },
    ],
    kept: null,
    ...change,
  })

  /** A city that publishes a list and a file. */
  const city = (told: object, file = published) =>
    serve((request, response) => {
      if (request.url === "/api/v1/programmes/p/archive") response.end(JSON.stringify(told))
      else if (request.url === "/programmes/p/archives/2") response.end(file)
      else response.writeHead(404).end()
    })

  const at = (site: string, file: string | null = null, seconds = 5) =>
    verify({ file, address: `${site}/programmes/p`, hash: null, seconds }).then(
      ({ status, lines }) => ({ status, text: lines.join("\n") }),
      (error: Error) => ({ status: 1, text: error.message }),
    )

  test("its file follows, and a file at hand is compared with it, element by element", async () => {
    const site = await city(list())
    expect(await at(site)).toMatchObject({
      status: 0,
      text: expect.stringContaining(`published at ${site}/programmes/p`),
    })
    expect((await at(site, await fileOf(published))).status).toBe(0)
    const remade = fixtureArchive({ score: (nomination) => (nomination === "n0" ? 20 : 100) })
    const found = await at(site, await fileOf(canonicalJson(remade)))
    expect(found.status).toBe(1)
    expect(found.text).toMatch(/reviews a\d+ is another one/)
  })

  test.each<[string, object, string | undefined, string]>([
    [
      "another programme",
      { programme: { slug: "q", title: "Q" } },
      undefined,
      "answers about the programme “q”",
    ],
    ["another city", { cell: "110100" }, undefined, "it is of the city 510100, the address of 110100"],
    ["nothing published", { archives: [] }, undefined, "publishes no archive"],
    ["something else", { archives: "many" }, undefined, "answers something else"],
    ["a file of another hash", {}, `${published} `, "not the published archive"],
    ["a file that is none", {}, "<html></html>", "not JSON"],
  ])("%s is noticed", async (_, change, file, sentence) => {
    const found = await at(await city(list(change), file))
    expect(found.status).toBe(1)
    expect(found.text).toContain(sentence)
  })

  test("the archive of another programme at the address, with its right hash, is noticed", async () => {
    const other: PublicArchive = fixtureArchive()
    other.programme.slug = "q"
    const text = canonicalJson(other)
    const archives = [{ ...list().archives[1], number: 2, hash: sha256(text) }]
    const found = await at(await city(list({ archives }), text))
    expect(found.status).toBe(1)
    expect(found.text).toContain("it is of the programme “q”, the address of “p”")
  })

  test.each<[string, RequestListener, string]>([
    [
      "a redirect",
      (_, response) => response.writeHead(302, { location: "http://elsewhere.example/" }).end(),
      "leads on to http://elsewhere.example/",
    ],
    ["an error", (_, response) => response.writeHead(500).end(), "answers 500"],
    ["a page", (_, response) => response.end("<!doctype html>"), "answers something else"],
    [
      "an answer without end",
      (_, response) => response.end("x".repeat(2_000_000)),
      "answers more than 1048576 bytes",
    ],
    ["silence", () => {}, "did not answer within 1 seconds"],
    ["half an answer", (_, response) => response.write("{"), "did not answer within 1 seconds"],
    ["a broken line", (request) => request.socket.destroy(), "cannot be reached"],
  ])("%s is told in a sentence", async (_, listener, sentence) => {
    expect((await at(await serve(listener), null, 1)).text).toContain(sentence)
  })

  test("what is no address of a programme is said before anything is asked", async () => {
    for (const address of ["http://127.0.0.1/awards", "ftp://127.0.0.1/programmes/p", "http://%"])
      await expect(verify({ file: null, address, hash: null, seconds: 1 })).rejects.toThrow(
        "no address of a programme",
      )
  })
})
