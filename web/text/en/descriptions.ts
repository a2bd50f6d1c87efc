import type { descriptions as zh } from "../zh/descriptions.ts"
import { some } from "./plural.ts"

export const descriptions: typeof zh = {
  noRelease:
    "A city's estates on one scale: filed each quarter, verified by authorities, released for all. Nothing is released yet.",
  search: (q, total) =>
    `Estates, streets and companies by name or pinyin: “${q}” finds ${some(total, "result")}.`,
  of: (title, sentence) => `${title}: ${sentence}`,
  page: (page) => ` (page ${page})`,
  signIn:
    "Property companies, authorities and award organisers sign in here to file, verify and release the figures of estates.",
  verifyEmail: "Opened from a letter: confirm that this e-mail is yours.",
  invitation: "Join the organisation that invites you, with a new account or the one that you have.",
  certificate: (state, estate, programme) =>
    `The award certificate of ${estate} in “${programme}”. State: ${state}.`,
}
