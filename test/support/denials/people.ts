import type { DenialPart } from "./part.ts"

export const people: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
