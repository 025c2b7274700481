-- Drives a headless Neovim through what a user does, and writes what it saw to a file. Arguments come by environment:
-- CELL_DLL the built command, CELL_FILE the procedure, CELL_REPORT where to write.
local report = { steps = {} }

local function note(name, value)
  report.steps[name] = value
end

local function wait_for(what, condition)
  if not vim.wait(60000, condition, 20) then
    error('waited in vain for ' .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function place(pattern, offset)
  for line, content in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = content:find(pattern, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { line, column - 1 + (offset or 0) })
      return
    end
  end
  error('the text holds no ' .. pattern)
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code) or '?')
  end
  return found
end

local function run()
  require('cell').setup({ cmd = { 'dotnet', os.getenv('CELL_DLL'), 'lsp' } })
  vim.cmd('edit ' .. os.getenv('CELL_FILE'))
  note('filetype', vim.bo.filetype)
  wait_for('findings', function() return #vim.diagnostic.get(0) > 0 end)
  note('findings', codes())

  -- A fix, picked from the menu as a user would.
  local offered = {}
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      table.insert(offered, options.format_item and options.format_item(item) or tostring(item))
    end
    choose(items[1], 1)
  end
  place('3.8 A')
  vim.lsp.buf.code_action()
  wait_for('the fix', function() return text():find('3.8 V', 1, true) ~= nil end)
  note('actions', offered)
  wait_for('no findings', function() return #vim.diagnostic.get(0) == 0 end)

  place('LFP {')
  vim.lsp.buf.hover()
  local shown
  wait_for('the hover', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local buffer = vim.api.nvim_win_get_buf(window)
        shown = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end)
  note('hover', shown)

  -- Completion as the omnifunc makes it, behind a number: units, the fitting ones first.
  place('2.5 V', 4)
  local parameters = vim.lsp.util.make_position_params()
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', parameters, 30000)
  local words = {}
  for _, answer in pairs(answers or {}) do
    for _, item in ipairs(vim.lsp.util.text_document_completion_list_to_complete_items(answer.result, '')) do
      table.insert(words, item.word)
    end
  end
  note('completion', words)

  place('three_cycles on')
  vim.lsp.buf.rename('formation')
  wait_for('the new name', function() return text():find('run formation()', 1, true) ~= nil end)
  note('renamed', text():find('three_cycles', 1, true) == nil)

  place('run formation()', 4)
  vim.lsp.buf.definition()
  wait_for('the jump', function() return vim.api.nvim_get_current_line():find('^protocol formation') ~= nil end)

  vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'edition    1' })
  place('rest    for')
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 30000 })
  else
    vim.lsp.buf.formatting_sync(nil, 30000)
  end
  note('formatted', text())
end

local fine, problem = pcall(run)
report.problem = not fine and tostring(problem) or nil
report.version = tostring(vim.version().major) .. '.' .. tostring(vim.version().minor)
vim.fn.writefile({ vim.fn.json_encode(report) }, os.getenv('CELL_REPORT'))
for _, client in pairs(vim.lsp.get_active_clients()) do
  client.stop()
end
vim.wait(5000, function() return next(vim.lsp.get_active_clients()) == nil end, 20)
vim.cmd('qall!')
