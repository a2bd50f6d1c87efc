import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { paths } from "../../web/paths.ts"
import type { Answered } from "../bench/visitor.ts"
import { startApp } from "../start/app.ts"
import { BrokenWay } from "./broken-way.ts"
import { type Demonstration, expectWhole, Filer, placesOf } from "./demonstration.ts"
import type { Findings } from "./findings.ts"

/** Milliseconds that the product of this drill gives its database: the product's own five seconds, and what is around. */
const patienceMs = 5_000
const around = 1_500

const doubt = "不确定是否已经写入"
const notWritten = "您这次提交的内容没有写入"

interface Seen {
  answer: Answered
  ms: number
}

async function timed(answer: Promise<Answered>): Promise<Seen> {
  const began = performance.now()
  return { answer: await answer, ms: Math.round(performance.now() - began) }
}

const inShort = ({ answer, ms }: Seen) => `${answer.status} after ${ms} ms, Retry-After ${answer.retryAfter}`

/** Whether an answer says in time that it is temporary, and nothing else. */
function isTemporary({ answer, ms }: Seen): boolean {
  return answer.status === 503 && Number(answer.retryAfter) > 0 && ms < patienceMs + around
}

async function look(findings: Findings, what: string, filer: Filer, warm: string): Promise<void> {
  const desk = await timed(filer.visitor.get(paths.desk()))
  findings.expect(`${what}: a signed-in page is a temporary 503`, isTemporary(desk), inShort(desk))
  const page = await timed(filer.visitor.get(warm))
  findings.expect(
    `${what}: a public page that is in memory is served`,
    page.answer.status === 200,
    inShort(page),
  )
  const ready = await timed(filer.visitor.get("/readyz"))
  findings.expect(`${what}: /readyz says 503`, ready.answer.status === 503, inShort(ready))
}

async function goesOn(findings: Findings, what: string, filer: Filer, figure: string): Promise<void> {
  const desk = await filer.visitor.get(paths.desk())
  const saved = await filer.saveNow(figure)
  findings.expect(
    `after ${what} pages and writes go on`,
    desk.status === 200 && saved.status === 303,
    `${desk.status}, ${saved.status}`,
  )
}

async function lostReply(findings: Findings, filer: Filer, way: BrokenWay): Promise<void> {
  findings.step("a write arrives, and its reply is lost")
  const { revision } = await filer.standing()
  const key = crypto.randomUUID()
  await way.become("reply lost")
  const lost = await timed(filer.save("806", revision, key))
  findings.expect("lost reply: 503 in time", isTemporary(lost) && way.cut > 0, inShort(lost))
  findings.expect("lost reply: it is said that it is not known", lost.answer.html.includes(doubt))
  await way.become("open")
  const again = await filer.save("806", revision, key)
  const { figure } = await filer.standing()
  findings.expect(
    "lost reply: it was written, and sent again it is written once",
    again.status === 303 && figure === "806",
    `${again.status}, ${figure}`,
  )
  await goesOn(findings, "a lost reply", filer, "807")
}

async function refusedBeforeWrite(findings: Findings, filer: Filer, way: BrokenWay): Promise<void> {
  findings.step("the database goes between the reads of a request and its write")
  const { revision } = await filer.standing()
  const key = crypto.randomUUID()
  await way.become("refusing after two")
  const refused = await timed(filer.save("808", revision, key))
  findings.expect("gone before the write: a temporary 503", isTemporary(refused), inShort(refused))
  findings.expect(
    "gone before the write: it is said to be not written",
    refused.answer.html.includes(notWritten),
    refused.answer.html.includes(doubt) ? "it is said to be not known" : "",
  )
  await way.become("open")
  findings.expect("it is not written", (await filer.standing()).figure === "807")
  const again = await filer.save("808", revision, key)
  findings.expect("sent again it is written", again.status === 303, again.status)
}

/**
 * A database that stays silent, one that refuses connections and one whose reply is lost after a write, each behind the
 * running product on workerd.
 */
export async function drillDatabase(demonstration: Demonstration, findings: Findings): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "shige-drill-database-"))
  await demonstration.copyTo(data)
  const places = await placesOf(data)
  let way: BrokenWay | undefined
  const log: string[] = []
  const app = await startApp({
    data,
    cron: false,
    log: (line) => log.push(line),
    databaseVia: async (url) => {
      way = new BrokenWay(url)
      await way.open()
      return way.url
    },
  })
  try {
    if (!way) throw new Error("nothing stands before the database")
    const filer = new Filer(app.url, places)
    await filer.signIn()
    const warm = paths.ranking()
    await filer.visitor.get(warm)
    await goesOn(findings, "the start", filer, "801")

    findings.step("the database takes what is sent and stays silent")
    const before = await filer.standing()
    await way.become("silent")
    await look(findings, "silent", filer, warm)
    const unsent = await timed(filer.save("802", before.revision))
    findings.expect("silent: a write is a temporary 503", isTemporary(unsent), inShort(unsent))
    await way.become("open")
    await goesOn(findings, "silence", filer, "803")

    findings.step("nobody listens")
    const standing = await filer.standing()
    await way.become("refusing")
    await look(findings, "refusing", filer, warm)
    const refused = await timed(filer.save("804", standing.revision))
    findings.expect("refusing: a write is a temporary 503", isTemporary(refused), inShort(refused))
    findings.expect("refusing: it is said to be not written", refused.answer.html.includes(notWritten))
    await way.become("open")
    findings.expect("it is not written", (await filer.standing()).figure === "803")
    await goesOn(findings, "refusing", filer, "805")

    await lostReply(findings, filer, way)
    await refusedBeforeWrite(findings, filer, way)
  } finally {
    await app.stop()
    await way?.close()
  }
  await expectWhole(data, findings)
  const known = /Network connection lost|aborted due to timeout/
  const unforeseen = log.filter((line) => line.includes('"level":"error"') && !known.test(line))
  findings.expect(
    "the log tells of nothing else",
    unforeseen.length === 0,
    unforeseen[0]?.slice(0, 300) ?? "",
  )
  await rm(data, { recursive: true, force: true })
}
