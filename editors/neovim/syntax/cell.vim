" Colours for procedures of a battery laboratory. Neovim 0.9 and later colour by meaning on top of it.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax match cellComment "//.*$" contains=@Spell
syntax match cellDocumentation "///.*$" contains=@Spell
syntax region cellString start=+"+ skip=+\\"+ end=+"+ oneline
syntax region cellFormula start=+`+ end=+`+ oneline
syntax match cellFormula "\(formula:\s*\)\@<=[^;}/]\+"
syntax match cellNumber "\<\d\+\(\.\d\+\)\?\([eE][-+]\?\d\+\)\?"
syntax keyword cellDeclaration material chemical electrolyte route electrode cell protocol experiment lab instrument chamber
syntax keyword cellDeclaration stock environment operation class vessel atmosphere form term hazard incompatibility
syntax keyword cellDeclaration measurement model schema edition import as public makes
syntax keyword cellStatement repeat times until while if else record when break return stop allow before every uncounted
syntax keyword cellStatement expect where interruption longer up then for in and or not within of vs last
syntax keyword cellStatement most least below above no later than here
syntax keyword cellPreposition from into over through under using with per expecting replicate after at between by on to
syntax keyword cellOpen unspecified assumed
syntax match cellProperty "\<\h\w*\ze\s*:"

highlight default link cellComment Comment
highlight default link cellDocumentation SpecialComment
highlight default link cellString String
highlight default link cellFormula Special
highlight default link cellNumber Number
highlight default link cellDeclaration Keyword
highlight default link cellStatement Statement
highlight default link cellPreposition Statement
highlight default link cellOpen Todo
highlight default link cellProperty Identifier

let b:current_syntax = 'cell'
