export function draftOf(id: number): object
