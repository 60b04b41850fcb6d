/** An object of the JSON form while it is made: fields that are `undefined` are left out when it is written. */
export type Json = Readonly<Record<string, unknown>>;
