import type { DenialPart } from "./part.ts"

export const registry: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
