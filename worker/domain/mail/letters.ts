import * as correction from "../correction/letters.ts"
import * as identity from "../identity/letters.ts"
import * as organisation from "../organisation/letters.ts"
import * as quarter from "../quarter-letters.ts"
import * as selection from "../selection/letters.ts"
import * as submission from "../submission/letters.ts"
import * as mail from "./digest.ts"

/** Every letter of the product, by its name. */
export const letters = {
  ...identity.letters,
  ...organisation.letters,
  ...quarter.letters,
  ...selection.letters,
  ...submission.letters,
  ...correction.letters,
  ...mail.letters,
}

export type LetterName = keyof typeof letters

/** Whether a text is the name of a letter. */
export const isLetterName = (name: string): name is LetterName => name in letters

/** Every name, in the order in which pages show them. */
export const letterNames = Object.keys(letters).filter(isLetterName)
