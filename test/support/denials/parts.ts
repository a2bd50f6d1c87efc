import { account } from "./account.ts"
import { audit } from "./audit.ts"
import { core } from "./core.ts"
import { leaving } from "./leaving.ts"
import type { Allowed, DenialPart } from "./part.ts"
import { people } from "./people.ts"
import { programs } from "./programs.ts"
import { registry } from "./registry.ts"
import { running } from "./running.ts"

/** What every part of the application adds to the denial test. */
export const parts: readonly DenialPart[] = [
  core,
  account,
  people,
  registry,
  programs,
  audit,
  leaving,
  running,
]

/** Who may use which route, of all parts. */
export const allowed: Record<string, Allowed> = Object.assign({}, ...parts.map((part) => part.allowed))
