import { spawnSync } from "node:child_process"
import { closeSync, openSync, rmSync, writeSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { paths } from "../../web/paths.ts"
import { Visitor } from "../bench/visitor.ts"
import { startServer } from "../soak/server.ts"
import { type Demonstration, expectWhole, Filer, placesOf, signInAnew } from "./demonstration.ts"
import { type Findings, NotHere, Statuses } from "./findings.ts"

/** The demonstration takes 22 MB; the rest is what the product may write before the drill fills it. */
const size = "160m"

function mount(folder: string): void {
  const { status, stderr, error } = spawnSync(
    "mount",
    ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder],
    {
      encoding: "utf8",
    },
  )
  if (status !== 0)
    throw new NotHere(`a disk of its own cannot be mounted here, which takes root: ${error ?? stderr.trim()}`)
}

/** Writes zeros until the disk takes no more, to its last byte. */
function fill(file: string): void {
  const handle = openSync(file, "a")
  try {
    for (let piece = 1024 * 1024; piece >= 1; )
      try {
        writeSync(handle, Buffer.alloc(piece))
      } catch {
        piece = Math.floor(piece / 16)
      }
  } finally {
    closeSync(handle)
  }
}

/** Everything that a day brings, round after round, on a disk that is filled again each time. */
async function fullRounds(data: string, url: string, filer: Filer, findings: Findings) {
  const filler = join(data, "filler")
  const [pages, writes, signIns] = [new Statuses(), new Statuses(), new Statuses()]
  const stranger = new Visitor({ url, requests: () => 0 })
  const standing = await filer.standing()
  let { revision } = standing
  for (let round = 0; round < 40; round++) {
    fill(filler)
    for (const path of [paths.home(), paths.ranking(), paths.awards(), paths.signIn(), "/healthz"])
      await pages.of(stranger.get(path))
    for (const path of [paths.desk(), paths.filing(), filer.page]) await pages.of(filer.visitor.get(path))
    const saved = await writes.of(filer.save(String(1000 + round), revision))
    if (saved === 303) revision = (await filer.standing()).revision
    if (round % 4 === 0) await signIns.of(signInAnew(url))
  }
  findings.expect("full: every page is served", pages.only("200"), String(pages))
  findings.expect(
    "full: writes are told 507, none 500",
    writes.has("507") && writes.only("507", "303"),
    String(writes),
  )
  findings.expect("full: so are sign-ins", signIns.has("507") && signIns.only("507", "303"), String(signIns))
  const { html } = await stranger.get("/readyz")
  const ready = JSON.parse(html) as { ready: boolean; warnings: string[]; checks: { disk: object } }
  findings.expect(
    "full: /readyz warns of it",
    ready.ready && ready.warnings.includes("disk"),
    ready.checks.disk,
  )
  // The request log's timer, cron and their like have their turn.
  await sleep(62_000)
  findings.expect("full for a minute: the product is alive", (await stranger.get("/healthz")).status === 200)
  rmSync(filler)
}

/** The product on a small disk that fills up while people work, and has room again. Needs root, for a mount of its own. */
export async function drillDisk(demonstration: Demonstration, findings: Findings): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "shige-drill-disk-"))
  mount(data)
  const errors: string[] = []
  try {
    await demonstration.copyTo(data)
    const places = await placesOf(data)
    const server = await startServer(data, { tell: (text) => errors.push(text) })
    try {
      const filer = new Filer(server.url, places)
      await filer.signIn()
      const first = await filer.saveNow("801")
      findings.expect("before: a write is taken", first.status === 303, first.status)
      findings.step("the disk is filled to its last byte, again and again")
      await fullRounds(data, server.url, filer, findings)
      findings.step("there is room again")
      const { figure } = await filer.standing()
      findings.expect("the last figure that was acknowledged stands", figure === filer.acknowledged, figure)
      const after = await filer.saveNow("2000")
      const signIn = await signInAnew(server.url)
      findings.expect(
        "writes and sign-ins go on",
        after.status === 303 && signIn.status === 303,
        `${after.status}, ${signIn.status}`,
      )
      findings.expect("it is the same process", server.isAlive())
    } finally {
      await server.stop()
    }
    await expectWhole(data, findings)
    const unforeseen = errors
      .join("")
      .split("\n")
      .filter((line) => /"event":"process"|unexpected/.test(line))
    findings.expect(
      "nothing was caught that would have ended the process",
      unforeseen.length === 0,
      unforeseen[0] ?? "",
    )
  } finally {
    // Lazily: SQLite may hold a file of it until this process ends.
    spawnSync("umount", ["--lazy", data])
    await rm(data, { recursive: true, force: true })
  }
}
