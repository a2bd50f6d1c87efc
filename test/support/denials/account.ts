import type { DenialPart } from "./part.ts"

export const account: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
