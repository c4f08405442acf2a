export type Samples = Readonly<Record<string, string>>

const person = 'Ada Lovelace'
const place = 'Lisbon'
const sentence = 'A few words about it.'

/** Samples by the words of a field's name; a later word of the name counts more than an earlier one. */
export const byField: Samples = fromLists({
  [person]:
    'person user owner author customer client member employee assignee reporter contact sender recipient manager guest',
  Ada: 'firstname forename nickname',
  Lovelace: 'lastname surname',
  ada: 'username login handle',
  [place]: 'city town place location venue origin destination',
  Portugal: 'country nation',
  Europe: 'continent region',
  '12 Harbour Street': 'address street',
  '1100-148': 'zip zipcode postcode postalcode',
  '+1 202 555 0100': 'phone telephone mobile fax',
  Apple: 'fruit flavour flavor ingredient',
  Carrot: 'vegetable',
  Otter: 'animal species',
  Fern: 'plant',
  green: 'colour color',
  'Desk lamp': 'product item article thing',
  'Green team': 'team group department',
  'Example Ltd': 'company organisation organization brand manufacturer vendor supplier publisher employer',
  'AB-1001': 'sku code number serial reference',
  'first-steps': 'slug',
  garden: 'tag label category topic keyword genre',
  open: 'status state',
  small: 'size',
  wood: 'material',
  kg: 'unit',
  EUR: 'currency',
  English: 'language',
  'photo.jpg': 'file filename image photo picture avatar',
  'Buy milk': 'todo task',
  [sentence]:
    'description text body content summary note notes comment comments message bio about details review abstract',
  'Where is it?': 'question',
  'Over there.': 'answer',
})

/** What a thing is called, by the last word of its resource, for the fields `name` and `title`. */
export const byResource: Samples = fromLists({
  [person]: `person user customer client author member employee contact player patient student teacher friend guest
    owner artist actor driver manager doctor speaker`,
  [place]: 'city town place location venue destination station airport',
  Portugal: 'country nation',
  Apple: 'fruit ingredient flavour flavor',
  Carrot: 'vegetable',
  Otter: 'animal pet cat dog',
  Fern: 'plant flower tree',
  'Desk lamp': 'product item article thing part gift',
  'Green team': 'team group department project',
  'Example Ltd': 'company organisation organization brand vendor supplier publisher shop store',
  garden: 'tag label category topic keyword genre',
  green: 'colour color',
  'Apple pie': 'recipe dish meal cake',
  'Moby-Dick': 'book novel',
  Metropolis: 'movie film',
  'The Blue Danube': 'song track album',
  'A walk along the river': 'post story page news piece entry',
  'Summer fair': 'event meeting appointment party',
  'Blue room': 'room',
  'photo.jpg': 'file image photo picture',
  'Buy milk': 'todo task reminder chore',
  'Ideas for the garden': 'note memo list idea',
  'First steps': 'course lesson chapter guide tutorial',
})

export const numbers: Readonly<Record<string, number>> = {
  age: 36,
  year: 2026,
  pages: 320,
  percent: 50,
  latitude: 38.72,
  longitude: -9.14,
  rating: 4.5,
}

/** By each word of a list, what the list is for. */
function fromLists(lists: Samples): Samples {
  const entries = Object.entries(lists).flatMap(([sample, words]) => words.split(/\s+/).map((word) => [word, sample]))
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}
