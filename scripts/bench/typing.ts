import { setTimeout as sleep } from "node:timers/promises"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { retryMs, saveWaitMs } from "../../web/islands/saving/pace.ts"
import { freshKey } from "../../web/islands/saving/send.ts"
import { paths } from "../../web/paths.ts"
import type { RunningApp } from "../start/app.ts"
import { median } from "./abba.ts"
import { addEstates } from "./more-estates.ts"
import { findPlaces } from "./places.ts"
import type { Measurement } from "./report.ts"
import { percentile } from "./rounds.ts"
import { Visitor } from "./visitor.ts"

const TYPISTS = 1000
const TYPING_MS = 60_000
/** Between two changes of one person: each is a field that is left. */
const FIELD_MS = 1500
const LATEST_MS = 15_000
const SAVES = 20
const email = "editor@demo.shige.example"
const key = "v:households"

interface Form {
  visitor: Visitor
  action: string
  owner: string
  revision: number
  saved: string
}

/**
 * One save as the form's island sends it: when no answer comes it is sent again under the same key. Answers what came
 * instead, each time. Throws on any answer but that it is saved.
 */
async function save(form: Form, text: string): Promise<string[]> {
  const { visitor, action, owner, revision, saved } = form
  const fields: [string, string][] = [
    ["owner", owner],
    ["revision", String(revision)],
    ["key", freshKey()],
    [key, text],
    [`was:${key}`, saved],
  ]
  const lost: string[] = []
  for (;;) {
    // The runtime closes a connection that rests for five seconds: what is sent in that moment has no answer.
    const answer = await visitor.post(action, fields, "application/json").catch(() => null)
    if (answer === null || answer.status >= 500) {
      lost.push(answer === null ? "no answer" : String(answer.status))
      await sleep(retryMs(lost.length, Math.random()))
      continue
    }
    if (answer.status !== 200)
      throw new Error(`${action} answered ${answer.status}: ${answer.html.slice(0, 200)}`)
    form.revision = (JSON.parse(answer.html) as { revision: number }).revision
    form.saved = text
    return lost
  }
}

/**
 * Types another number every second and a half and saves at the pace of the island, until the end. Answers for each save
 * how long the oldest change in it had waited when it was saved, in milliseconds, and which answers were none.
 */
async function type(form: Form, until: number, begun: number) {
  await sleep(begun)
  const waited: number[] = []
  const lost: string[] = []
  let answerMs = 0
  let answeredAt = 0
  let number = 100
  let firstAt: number | null = null
  let lastAt = 0
  const typing = setInterval(() => {
    lastAt = performance.now()
    firstAt ??= lastAt
    number++
  }, FIELD_MS)
  try {
    while (performance.now() < until) {
      if (firstAt === null) {
        await sleep(100)
        continue
      }
      const wait = saveWaitMs(performance.now(), { firstAt, lastAt, answeredAt, answerMs })
      if (wait > 0) {
        await sleep(Math.min(wait, 250))
        continue
      }
      const [oldest, sent] = [firstAt, performance.now()]
      firstAt = null
      lost.push(...(await save(form, String(number))))
      answeredAt = performance.now()
      answerMs = answeredAt - sent
      waited.push(answeredAt - oldest)
    }
  } finally {
    clearInterval(typing)
  }
  return { waited, lost }
}

async function openForms(app: RunningApp): Promise<Form[]> {
  const { open, slug } = await findPlaces(app.libsqlUrl)
  await addEstates(app, slug, TYPISTS)
  const visitor = new Visitor(app)
  await visitor.signIn(email, demonstrationPassword)
  const { html } = await visitor.get(paths.submission("bench-1", open))
  const block = /id="filing-data">(.*?)<\/script>/s.exec(html)?.[1] ?? "{}"
  const { owner } = JSON.parse(block) as { owner: string }
  return Array.from({ length: TYPISTS }, (_, at) => ({
    ...{ visitor, owner, revision: 0, saved: "" },
    action: paths.saveDraft(`bench-${at + 1}`, open),
  }))
}

/**
 * One save of a form alone, and 1,000 people who type into a form each at once: how late after it was typed a change was
 * saved at most. Answers are awaited by as many connections, from this process on the same machine.
 */
export async function measureTyping(app: RunningApp): Promise<Measurement[]> {
  const forms = await openForms(app)
  const [first] = forms
  if (!first) return []
  const alone: number[] = []
  for (let at = 0; at < SAVES; at++) {
    const begun = performance.now()
    await save(first, String(900 + at))
    alone.push(performance.now() - begun)
  }
  const until = performance.now() + TYPING_MS
  const begin = (form: Form, at: number) => type(form, until, (at / TYPISTS) * 6_000)
  const typed = await Promise.all(forms.map(begin))
  const waited = typed.flatMap((one) => one.waited)
  const again = new Map<string, number>()
  for (const what of typed.flatMap((one) => one.lost)) again.set(what, (again.get(what) ?? 0) + 1)
  const told = [...again].map(([what, times]) => `, ${times} × ${what}`).join("")
  const latest = Math.max(...waited)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  return [
    { name: "save of a form", measured: `${median(alone).toFixed(1)} ms`, ok: true },
    {
      name: `${TYPISTS} people typing at once, a field every ${FIELD_MS / 1000} s: from a change to its save`,
      measured: `at most ${seconds(latest)}, median ${seconds(median(waited))}, p99 ${seconds(percentile(waited, 0.99))}; ${(waited.length / (TYPING_MS / 1000)).toFixed(0)} saves/s${told}`,
      limit: `≤ ${LATEST_MS / 1000} s`,
      ok: latest <= LATEST_MS,
    },
  ]
}
