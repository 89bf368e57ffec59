using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FarmMarket.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Claims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Unit",
                table: "OrderLines",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Gram");

            migrationBuilder.CreateTable(
                name: "Claims",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Number = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: false),
                    OrderNumber = table.Column<string>(type: "TEXT", unicode: false, maxLength: 20, nullable: false),
                    OrderLineId = table.Column<long>(type: "INTEGER", nullable: false),
                    ShopId = table.Column<long>(type: "INTEGER", nullable: false),
                    BuyerId = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    OrderedUnits = table.Column<long>(type: "INTEGER", nullable: false),
                    BadUnits = table.Column<long>(type: "INTEGER", nullable: false),
                    Asked = table.Column<long>(type: "INTEGER", nullable: false),
                    Kept = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Offer = table.Column<long>(type: "INTEGER", nullable: true),
                    Counter = table.Column<long>(type: "INTEGER", nullable: true),
                    Award = table.Column<long>(type: "INTEGER", nullable: true),
                    AnswerBy = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PackName_En = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    PackName_Zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title_En = table.Column<string>(type: "TEXT", maxLength: 180, nullable: true),
                    Title_Zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Claims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClaimPhotos",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClaimId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimPhotos", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClaimPhotos_Claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "Claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClaimSteps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClaimId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    By = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClaimSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClaimSteps_Claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "Claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ClaimPhotos_ClaimId",
                table: "ClaimPhotos",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_AnswerBy",
                table: "Claims",
                column: "AnswerBy");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_Number",
                table: "Claims",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Claims_OneOpen",
                table: "Claims",
                column: "OrderLineId",
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_OrderNumber",
                table: "Claims",
                column: "OrderNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Claims_ShopId_State_Id",
                table: "Claims",
                columns: new[] { "ShopId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Claims_State_Id",
                table: "Claims",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ClaimSteps_ClaimId",
                table: "ClaimSteps",
                column: "ClaimId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClaimPhotos");

            migrationBuilder.DropTable(
                name: "ClaimSteps");

            migrationBuilder.DropTable(
                name: "Claims");

            migrationBuilder.DropColumn(
                name: "Unit",
                table: "OrderLines");
        }
    }
}
