import type { Letter } from "../../../worker/domain/mail/letter.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import type { LetterWords } from "../../text/zh/mail.ts"
import { formatDay, formatTime } from "../../ui/format.ts"

/** A letter in words, before it is made text or HTML. */
export interface LetterView {
  subject: string
  before: string[]
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

function worded(text: Text, { template, parameters }: Letter): Partial<LetterWords> {
  switch (template) {
    case "invitation": {
      const { organisation, inviter, role } = parameters
      return { organisation: name(organisation), inviter: name(inviter), role: text.access.roles[role] }
    }
    case "joining":
    case "joining_known": {
      const { organisation, inviter, role, hours } = parameters
      const words = { organisation: name(organisation), inviter: name(inviter) }
      return { ...words, role: text.access.roles[role], hours: name(hours) }
    }
    case "factor_reset": {
      const { inviter, organisation, day, reason } = parameters
      const who = { inviter: name(inviter), organisation: name(organisation) }
      return { ...who, when: formatTime(day), reason: name(reason, 300) }
    }
    case "reset":
      return { minutes: name(parameters.minutes) }
    case "deletion_requested":
      return { organisation: name(parameters.organisation), day: formatDay(text, parameters.day) }
    case "security":
      return { what: text.mail.notices[parameters.what], when: formatTime(parameters.when) }
    case "key_made": {
      const { organisation, key, maker, when } = parameters
      return {
        organisation: name(organisation),
        what: name(key),
        inviter: name(maker),
        when: formatTime(when),
      }
    }
    case "judge_invited":
      return { what: name(parameters.programme), organisation: name(parameters.organiser) }
    case "rules_changed": {
      const { programme, organiser, version, reason } = parameters
      return {
        what: name(programme),
        organisation: name(organiser),
        version: name(version),
        reason: name(reason, 1000),
      }
    }
    case "email":
    case "email_used":
      return {}
  }
}

const nothing: LetterWords = {
  inviter: "",
  organisation: "",
  role: "",
  minutes: "",
  hours: "",
  day: "",
  what: "",
  when: "",
  version: "",
  reason: "",
}

/** Puts a letter into the words of its language. */
export function letterView(text: Text, letter: Letter): LetterView {
  const { subject, before, action, after } = text.mail.letters[letter.template]
  const words = { ...nothing, ...worded(text, letter) }
  const emailChanged = letter.template === "security" && letter.parameters.what === "email_changed"
  const href = "link" in letter.parameters ? webLink(text, letter.parameters.link) : null
  return {
    subject: subject(words),
    before: before(words),
    link: action !== null && href !== null ? { href, label: action } : null,
    after: emailChanged ? text.mail.afterEmailChanged : after(words),
  }
}
