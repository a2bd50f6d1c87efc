import type { Letter } from "../../../worker/domain/mail/letter.ts"
import type { LetterFields, NamedEstate } from "../../../worker/domain/mail/letter-kind.ts"
import { isLetterName, type LetterName, letters } from "../../../worker/domain/mail/letters.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import type { LetterWords } from "../../text/zh/mail-words.ts"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"

/** A letter in words, before it is made text or HTML. */
export interface LetterView {
  subject: string
  before: string[]
  /** The estates that it names, each in one line, and what everybody reads of it. */
  estates: { line: string; href: string | null }[]
  /** How many more there are; null when all are named. */
  more: string | null
  link: { href: string; label: string } | null
  after: string[]
}

/** What people typed, as part of a sentence: one line, not endless, no controls or marks that turn the direction. */
function name(typed: string, most = 60): string {
  const plain = typed
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
  const characters = Array.from(plain)
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : plain
}

/** Only addresses of the web may stand behind a link. Who reads a letter in English finds the page in English. */
function webLink({ language }: Text, address: string): string {
  const { protocol, href } = new URL(address)
  if (protocol !== "https:" && protocol !== "http:") throw new Error("a letter links to the web only")
  return language === "zh" ? href : paths.inLanguage(href, language)
}

const isDay = (moment: string) => moment.length === "2026-01-01".length

/** The reason of a change is read by everybody in whole; of others a letter shows the beginning. */
const longest = { reason: 1000 }

/** An estate in one line: its name, and what a release says of it. */
function estateLine(text: Text, { name: typed, band, points, hand }: NamedEstate): string {
  if (hand) {
    const { taken, given, never } = text.mail.hands
    if ("from" in hand) return taken(name(typed), formatDay(text, hand.from))
    return "until" in hand ? given(name(typed), formatDay(text, hand.until)) : never(name(typed))
  }
  return text.mail.estateLine(name(typed), band?.[text.language] ?? "", points ?? "")
}

/** What fills a letter in, as its words take it. */
export function worded(text: Text, fields: Partial<LetterFields>): LetterWords {
  const {
    role,
    what,
    day,
    when,
    until,
    quarter,
    reason,
    items = [],
    estates = [],
    link: _,
    ...names
  } = fields
  return {
    ...nothing,
    ...Object.fromEntries(Object.entries(names).map(([field, typed]) => [field, name(typed)])),
    items: items.flatMap(({ kind, fields: of }) => (isLetterName(kind) ? [shortForm(text, kind, of)] : [])),
    estates: estates.map((one) => estateLine(text, one)),
    ...(role && { role: text.access.roles[role] }),
    ...(what && { what: text.mail.notices[what] }),
    ...(day && { day: isDay(day) ? formatDay(text, day) : formatTime(day) }),
    ...(until && { until: formatDay(text, until) }),
    ...(quarter && { quarter: formatPeriod(text, quarter) }),
    ...(when && { when: formatTime(when) }),
    ...(reason && { reason: name(reason, longest.reason) }),
  }
}

const nothing: LetterWords = {
  inviter: "",
  organisation: "",
  estate: "",
  role: "",
  minutes: "",
  hours: "",
  day: "",
  what: "",
  when: "",
  reason: "",
  key: "",
  maker: "",
  programme: "",
  quarter: "",
  organiser: "",
  version: "",
  count: "",
  absent: "",
  deputy: "",
  until: "",
  items: [],
  estates: [],
}

/** Most characters of a letter's short form, as chats show it. */
export const MOST_SHORT = 70

/** A letter in one line. */
export function shortForm(text: Text, kind: LetterName, fields: Partial<LetterFields>): string {
  return name(text.mail.letters[kind].short(worded(text, fields)), MOST_SHORT)
}

/** A letter as the inbox shows it: its words, and the link unless that is secret. */
export function messageView(
  text: Text,
  { kind, fields }: { kind: LetterName; fields: Partial<LetterFields> },
) {
  const secret: readonly string[] = letters[kind].secret
  const elsewhere = secret.includes("link") ? text.mail.linkElsewhere : undefined
  const { subject, before, after, ...rest } = letterView(
    text,
    { template: kind, parameters: fields },
    elsewhere,
  )
  return { subject, before, after, ...rest }
}

/** Puts a letter into the words of its language; `elsewhere` says where its link is, where that is not below. */
export function letterView(
  text: Text,
  letter: Pick<Letter, "template" | "parameters">,
  elsewhere?: string,
): LetterView {
  const { subject, before, action, after } = text.mail.letters[letter.template]
  const words = worded(text, letter.parameters)
  const emailChanged = letter.parameters.what === "email_changed"
  const { link } = letter.parameters
  const href = link === undefined ? null : webLink(text, link)
  const { estates = [], count } = letter.parameters
  const more = estates.length === 0 ? 0 : Number(count) - estates.length
  return {
    subject: subject(words),
    before: before(words, elsewhere),
    estates: estates.map((one) => ({
      line: estateLine(text, one),
      href: one.link === undefined ? null : webLink(text, one.link),
    })),
    more: more > 0 ? text.mail.moreEstates(more) : null,
    link: action !== null && href !== null ? { href, label: action } : null,
    after: emailChanged ? text.mail.afterEmailChanged : after(words),
  }
}
