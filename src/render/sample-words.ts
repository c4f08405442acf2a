export type Samples = Readonly<Record<string, string>>

export const person = 'Ada Lovelace'
const place = 'Lisbon'
const sentence = 'A few words about it.'

/** Samples by the words of a field's name; a later word of the name counts more than an earlier one. */
export const byField: Samples = fromLists({
  [person]: `person user owner author customer client member employee assignee reporter contact sender recipient manager guest
    fullname displayname legalname artist director speaker teacher student doctor patient`,
  Ada: 'firstname givenname forename nickname',
  King: 'middlename',
  Lovelace: 'lastname familyname surname',
  ada: 'username login handle',
  'ada@example.com': 'email mail',
  'https://example.com/': 'url website homepage link href',
  'example.com': 'domain host hostname',
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301': 'uuid guid',
  '192.0.2.1': 'ip',
  [place]: 'city town place location venue origin destination',
  Portugal: 'country nation',
  Europe: 'continent region',
  'Europe/Lisbon': 'timezone',
  '12 Harbour Street': 'address street',
  '1100-148': 'zip zipcode postcode postalcode',
  '+1 202 555 0100': 'phone telephone mobile fax',
  Apple: 'fruit flavour flavor ingredient',
  Carrot: 'vegetable',
  Otter: 'animal species',
  Beagle: 'breed',
  Fern: 'plant',
  green: 'colour color',
  'Desk lamp': 'product item article thing',
  'Green team': 'team group department',
  'Example Ltd': 'company organisation organization brand manufacturer vendor supplier publisher employer',
  'AB-1001': 'sku code number serial reference',
  '978-0-14-243724-7': 'isbn',
  '1.2.0': 'version',
  'first-steps': 'slug',
  garden: 'tag label category topic keyword',
  novel: 'genre',
  open: 'status state',
  high: 'priority',
  editor: 'role',
  Engineer: 'job profession occupation',
  small: 'size',
  wood: 'material',
  kg: 'unit',
  EUR: 'currency',
  English: 'language',
  'photo.jpg': 'file filename image photo picture avatar',
  'Buy milk': 'todo task',
  [sentence]:
    'description text body content summary note notes comment comments message bio about details review abstract',
  'A walk along the river': 'headline subject subtitle',
  '2026-01-31': 'date',
  '09:30': 'time',
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
  'Desk lamp': 'product item thing part gift',
  'Green team': 'team group department project',
  'Example Ltd': 'company organisation organization brand vendor supplier publisher shop store',
  garden: 'tag label category topic keyword genre',
  green: 'colour color',
  'Apple pie': 'recipe dish meal cake',
  'Moby-Dick': 'book novel',
  Metropolis: 'movie film',
  'The Blue Danube': 'song track album',
  'A walk along the river': 'article post story page news piece entry',
  'Summer fair': 'event meeting appointment party',
  'Blue room': 'room',
  'photo.jpg': 'file image photo picture',
  'Buy milk': 'todo task reminder chore',
  'Ideas for the garden': 'note memo list idea',
  'First steps': 'course lesson chapter guide tutorial',
})

export const numbers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    age: 36,
    year: 2026,
    month: 5,
    day: 14,
    hour: 9,
    minutes: 45,
    duration: 45,
    pages: 320,
    price: 19.9,
    cost: 19.9,
    amount: 25,
    total: 49.5,
    balance: 120.5,
    quantity: 3,
    stock: 25,
    capacity: 40,
    weight: 1.2,
    height: 180,
    width: 60,
    temperature: 21.5,
    discount: 10,
    score: 90,
    percent: 50,
    port: 8080,
    latitude: 38.72,
    longitude: -9.14,
    rating: 4.5,
  }),
)

/** Instants by the words of a field, where the usual one would be odd. */
export const instants: Samples = fromLists({ '1990-05-17T00:00:00Z': 'born birth birthday birthdate dob' })

export const pictureWords = /^(?:avatar|image|logo|photo|picture|thumbnail)$/

/** By each word of a list, what the list is for. */
function fromLists(lists: Samples): Samples {
  const entries = Object.entries(lists).flatMap(([sample, words]) => words.split(/\s+/).map((word) => [word, sample]))
  return Object.assign(Object.create(null), Object.fromEntries(entries))
}
