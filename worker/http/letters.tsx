import { LetterPage } from "../../web/pages/mail/letter-page.tsx"
import { letterView } from "../../web/pages/mail/letter-view.ts"
import { textOf } from "../../web/text/text.ts"
import type { AddressedLetter, WrittenLetter } from "../domain/mail/letter.ts"
import { renderIn } from "./rendering.tsx"

/** Writes a letter of a city out in its language: subject, text, and HTML that says the same. */
export function writeLetter(letter: AddressedLetter, city: string | null): WrittenLetter {
  const text = textOf(letter.language, city)
  const view = letterView(text, letter)
  const named = view.estates.map(({ line, href }) => `· ${line}${href === null ? "" : `\n  ${href}`}`)
  const list = view.more === null ? named : [...named, view.more]
  const listed = list.length > 0 ? list.join("\n") : undefined
  const lines = [
    ...view.before,
    listed,
    view.link?.href,
    ...view.after,
    "--",
    text.mail.footer(text.site.fullName),
  ]
  return {
    to: letter.to,
    subject: `${view.subject} · ${text.site.nameIn(city)}`,
    text: lines.filter((line) => line !== undefined).join("\n\n"),
    html: `<!doctype html>${renderIn(text, <LetterPage view={view} />)}`,
  }
}
