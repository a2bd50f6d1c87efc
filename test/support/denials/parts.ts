import { account } from "./account.ts"
import { archive } from "./archive.ts"
import { audit } from "./audit.ts"
import { awards } from "./awards.ts"
import { core } from "./core.ts"
import { corrections } from "./corrections.ts"
import { deputies } from "./deputies.ts"
import { judging } from "./judging.ts"
import { leaving } from "./leaving.ts"
import { nominations } from "./nominations.ts"
import type { Allowed, DenialPart } from "./part.ts"
import { people } from "./people.ts"
import { programmes } from "./programmes.ts"
import { programs } from "./programs.ts"
import { registry } from "./registry.ts"
import { reviews } from "./reviews.ts"
import { running } from "./running.ts"

/** What every part of the application adds to the denial test. */
export const parts: readonly DenialPart[] = [
  core,
  corrections,
  account,
  people,
  deputies,
  registry,
  programs,
  audit,
  leaving,
  running,
  programmes,
  nominations,
  judging,
  reviews,
  awards,
  archive,
]

/** Who may use which route, of all parts. */
export const allowed: Record<string, Allowed> = Object.assign({}, ...parts.map((part) => part.allowed))
