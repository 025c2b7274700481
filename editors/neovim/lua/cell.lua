-- The language server for .cell files. Works with Neovim 0.7 and later, without any plugin.
local M = {}

--- Starts the server for every procedure that is opened.
--- @param options table|nil cmd: how the server is started, by default { 'cell', 'lsp' };
---   settings: as { planning = true, inlayHints = { masses = true } }; on_attach, capabilities: as everywhere.
function M.setup(options)
  options = options or {}
  local clients = {}

  local function root_of(path)
    local found = vim.fn.finddir('.git', path .. ';')
    return found ~= '' and vim.fn.fnamemodify(found, ':p:h:h') or path
  end

  local function start(buffer)
    local name = vim.api.nvim_buf_get_name(buffer)
    local root = root_of(name ~= '' and vim.fn.fnamemodify(name, ':p:h') or vim.fn.getcwd())
    local config = {
      name = 'cell',
      cmd = options.cmd or { 'cell', 'lsp' },
      root_dir = root,
      settings = { cell = options.settings or {} },
      init_options = options.settings or {},
      capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
      on_attach = function(client, attached)
        vim.api.nvim_buf_set_option(attached, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
        if options.on_attach then
          options.on_attach(client, attached)
        end
      end,
    }
    if vim.lsp.start then
      vim.lsp.start(config, { bufnr = buffer })
      return
    end
    if not clients[root] or not vim.lsp.get_client_by_id(clients[root]) then
      clients[root] = vim.lsp.start_client(config)
    end
    if clients[root] then
      vim.lsp.buf_attach_client(buffer, clients[root])
    end
  end

  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'cell',
    callback = function(event)
      start(event.buf)
    end,
  })
end

return M
