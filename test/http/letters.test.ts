import { globSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { letterView, MOST_SHORT, shortForm, worded } from "../../web/pages/mail/letter-view.ts"
import { paths } from "../../web/paths.ts"
import { texts } from "../../web/text/text.ts"
import type { LetterFields } from "../../worker/domain/mail/letter-kind.ts"
import { type LetterName, letterNames, letters } from "../../worker/domain/mail/letters.ts"
import { writeLetter } from "../../worker/http/letters.tsx"
import { type FrontDoor, openFrontDoor, origin } from "../support/front-door.ts"

/** What each letter's link opens. */
const links: Partial<Record<LetterName, string>> = {
  invitation: paths.invitation("t", { letter: "l" }),
  joining: paths.invitation("t", { proof: "p" }),
  joining_known: paths.invitation("t", { proof: "p" }),
  reset: paths.newPassword("t"),
  email: paths.emailVerification("t"),
  factor_reset: paths.resetLetter("t"),
  deletion_requested: paths.deletion(),
  key_made: paths.key("k"),
  judge_invited: paths.judging(),
  rules_changed: paths.programme("forum-2026"),
  submissions_due: paths.filing({ quarter: "2026Q3" }),
  quarter_opened: paths.filing({ quarter: "2026Q3" }),
  part_opened: paths.filing({ quarter: "2026Q3" }),
  released: paths.ranking({ quarter: "2026Q3" }),
  handed_over: paths.filing(),
  values_adjusted: paths.submission("hu-pan", "2026Q3"),
  verification_taken_back: paths.submission("hu-pan", "2026Q3"),
  submission_returned: paths.submission("hu-pan", "2026Q3"),
  correction_opened: paths.submission("hu-pan", "2026Q3"),
  part_asked: paths.submission("hu-pan", "2026Q3"),
  district_closed: paths.quarter("2026Q3"),
  district_reopened: paths.quarter("2026Q3"),
  reopened_by_city: paths.quarter("2026Q3"),
  preliminary_out: paths.preliminary("2026Q3"),
  window_ends: paths.preliminary("2026Q3"),
  final_due: paths.quarter("2026Q3"),
  deadline_extended: paths.submission("hu-pan", "2026Q3"),
  extension_taken_back: paths.submission("hu-pan", "2026Q3"),
  estate_exempted: paths.submission("hu-pan", "2026Q3"),
  exemption_taken_back: paths.submission("hu-pan", "2026Q3"),
  deadline_moved: paths.filing({ quarter: "2026Q3" }),
  correction_asked: paths.correctionRequest("22222222-2222-4222-8222-222222222222"),
  correction_refused: paths.correctionRequest("22222222-2222-4222-8222-222222222222"),
  part_returned: paths.submission("hu-pan", "2026Q3"),
  corrections_due: paths.correctionRequests({ state: "asked" }),
  objections_due: paths.selectionPart("forum-2026", "notice"),
  nominations_due: paths.nominations(),
  digest: paths.inbox(),
}

/** Ordinary names, none of them short. */
const ordinary: LetterFields = {
  link: "",
  organisation: "成都锦和物业服务有限公司",
  estate: "湖畔春天花园一期",
  inviter: "欧阳明德",
  role: "manager",
  hours: "24",
  minutes: "60",
  day: "2026-12-24",
  when: "2026-11-30T02:30:00.000Z",
  reason: "他的手机丢了，验证器也丢了",
  what: "passkey_copied",
  key: "数据中台",
  maker: "司马相如",
  programme: "2026成都党建引领示范小区评选",
  organiser: "华西社区报社区发展研究院",
  version: "3",
  quarter: "2026Q3",
  count: "2",
  estates: [
    {
      name: "湖畔春天花园一期",
      link: `${origin}${paths.estate("hu-pan", { quarter: "2026Q3" })}`,
      band: { zh: "优良", en: "Good" },
      points: "87.25",
    },
    { name: "东湖家园" },
    { name: "望江苑", hand: { from: "2026-08-16" } },
    { name: "听涛居", hand: { until: "2026-08-15" } },
    { name: "锦里小区", hand: { never: true } },
  ],
  items: [{ kind: "key_made", fields: { maker: "司马相如", organisation: "锦和物业", key: "中台" } }],
}

const pick = (name: LetterName, from: LetterFields = ordinary): Partial<LetterFields> =>
  Object.fromEntries(
    letters[name].fields.map((field) => [field, field === "link" ? origin + links[name] : from[field]]),
  )

const addressed = (name: LetterName, language: "zh" | "en") =>
  ({ to: "a@person.example", template: name, language, parameters: pick(name) }) as const

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 3 })
})
afterAll(() => door.close())

test("a letter is kept under its own name", () => {
  expect(letterNames.length).toBeGreaterThanOrEqual(12)
  for (const name of letterNames) expect(letters[name].name).toBe(name)
})

test("every letter is sent by a use case", () => {
  // Those of the clock are named by their kind of deadline, which one use case sends.
  const source = readdirSync("worker", { recursive: true, encoding: "utf8" })
    .filter((file) => /^(usecases|data|domain\/deadline).*\.ts$/.test(file))
    .map((file) => readFileSync(join("worker", file), "utf8"))
    .join("\n")
  const values = globSync("worker/domain/**/*.ts").flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/const (\w+) = letter\(/g),
  ])
  expect(values.length).toBe(letterNames.length)
  const unsent = values
    .map(([, value]) => value)
    .filter((value) => !new RegExp(`\\b${value}\\b`).test(source))
  expect(unsent).toEqual([])
})

describe.each(letterNames)("%s", (name) => {
  test.each(["zh", "en"] as const)(
    "%s: subject, text, HTML and short form say all that fills it in",
    (language) => {
      const text = texts[language]
      const letter = addressed(name, language)
      const written = writeLetter(letter, "成都市")
      const words = worded(text, letter.parameters)
      const body = written.subject + written.text
      for (const part of [written.subject, written.text, written.html]) {
        expect(part).not.toMatch(/undefined|null|NaN|\[object|\$\{|“”|「」/)
        expect(part.length).toBeGreaterThan(4)
      }
      for (const field of letters[name].fields)
        if (field === "items" || field === "estates")
          for (const item of words[field])
            for (const part of [body, written.html]) expect(part).toContain(item)
        else if (field !== "link") expect(body, field).toContain(words[field])
      const short = shortForm(text, name, letter.parameters)
      expect([...short].length).toBeLessThanOrEqual(MOST_SHORT)
      expect(short).not.toMatch(/…|undefined|https?:|^$/)
    },
  )

  test.each(["zh", "en"] as const)("%s: nothing fills it in that it does not declare", (language) => {
    const text = texts[language]
    const declared = new Set<string>(letters[name].fields)
    const asked: string[] = []
    const watched = new Proxy(worded(text, pick(name)), {
      get(target, field) {
        asked.push(String(field))
        return Reflect.get(target, field)
      },
    })
    const { subject, before, after, short } = text.mail.letters[name]
    for (const part of [subject, before, after, short]) part(watched)
    expect(asked.filter((field) => !declared.has(field))).toEqual([])
  })

  test("its link opens a page of ours, whose words stand in both languages", async () => {
    const linked = letters[name].fields.some((field) => field === "link")
    for (const language of ["zh", "en"] as const) {
      const { link } = letterView(texts[language], addressed(name, language))
      expect(link !== null).toBe(linked)
      if (link) expect(link.label).not.toBe("")
    }
    if (!linked) return
    const path = links[name] ?? ""
    const [pattern = ""] = path.split("?")
    const known = door.app.routes.some(
      ({ method, path: route }) =>
        method === "GET" &&
        !route.includes("*") &&
        new RegExp(`^${route.replace(/:\w+(\{[^}]*\})?/g, "[^/]+")}$`).test(pattern),
    )
    expect(known, path).toBe(true)
  })

  test("what could be done in the reader's name with it is kept out of the inbox", () => {
    const { to, always, secret } = letters[name]
    const token = /invitations|password-reset|email-verification|second-factor-reset/.test(links[name] ?? "")
    expect(secret).toEqual(token ? ["link"] : [])
    // Nobody turns off what its own address is proved by.
    if (to === "address") expect(always).toBe(true)
  })
})

test("every notice about an account has a short form that is not cut", () => {
  for (const text of [texts.zh, texts.en])
    for (const what of Object.keys(text.mail.notices) as (keyof typeof text.mail.notices)[])
      expect(shortForm(text, "security", { what })).not.toMatch(/…|^$/)
})

test("the longest names are cut, and never turn into more than the short form may hold", () => {
  const long = "很".repeat(200)
  const fields = {
    ...ordinary,
    organisation: long,
    inviter: long,
    programme: long,
    organiser: long,
    key: long,
  }
  for (const name of letterNames)
    for (const language of ["zh", "en"] as const)
      expect([...shortForm(texts[language], name, pick(name, fields))].length).toBeLessThanOrEqual(MOST_SHORT)
})
