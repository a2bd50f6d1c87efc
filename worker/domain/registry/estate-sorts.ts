/** What the registry can be ordered by: district and name, name alone, or the address, which follows the pronunciation. */
export const estateSorts = ["place", "name", "slug"] as const
export type EstateSort = (typeof estateSorts)[number]
